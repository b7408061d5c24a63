export { type EditedText, type EditProblem, editText, type TextPlace } from './edit-text.ts';
