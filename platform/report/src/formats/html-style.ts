import { type Severity, severities } from '@bulwark/model';

type Role = Severity | 'text' | 'faint' | 'link' | 'page' | 'card' | 'line';

/** The page's colours; a test holds text to a contrast of 4.5:1 on page and card. */
export const palettes: Readonly<Record<'light' | 'dark', Readonly<Record<Role, string>>>> = {
  light: {
    text: '#0f172a',
    faint: '#475569',
    link: '#3730a3',
    page: '#f8fafc',
    card: '#ffffff',
    line: '#cbd5e1',
    critical: '#b02a0b',
    high: '#954400',
    medium: '#735600',
    low: '#075f8c',
    info: '#4b5563',
  },
  dark: {
    text: '#e2e8f0',
    faint: '#a3b1c4',
    link: '#a5b4fc',
    page: '#0f172a',
    card: '#172033',
    line: '#3b4a63',
    critical: '#ff8d6b',
    high: '#ffb057',
    medium: '#f7d774',
    low: '#7cc7f5',
    info: '#b8c2cf',
  },
};

const variables = (palette: Readonly<Record<Role, string>>) =>
  Object.entries(palette)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(';');

/** The page's whole style sheet. */
export const style = `
:root{color-scheme:light dark;${variables(palettes.light)}}
@media (prefers-color-scheme:dark){:root{${variables(palettes.dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.wide{max-width:76rem;margin:0 auto;padding:0 1rem}
header{padding:1rem 0 0}
footer{padding:1rem 0}
header p,footer p,.faint{color:var(--faint)}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
h4{display:inline;font-size:1rem;margin:0}
p,ul{margin:.5rem 0}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem;background:var(--card);padding:.5rem 1rem}
.findings caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.skip:focus{left:1rem;top:1rem}
code{font:.9em/1.4 ui-monospace,monospace}
.card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.25rem 1rem;margin:.5rem 0}
.card>summary{cursor:pointer;padding:.5rem 0}
table{width:100%;border-collapse:collapse;margin:.5rem 0}
.summary{width:auto;min-width:20rem}
caption{text-align:left;color:var(--faint);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line)}
th{font-weight:600}
.number{text-align:right}
.findings tbody th{font-weight:400}
.object{width:30%}
.fix{width:24%}
.risk{width:4rem}
td p{margin:0 0 .25rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .75rem;margin:.25rem 0}
dd{margin:0}
dt{color:var(--faint)}
td summary{color:var(--link);cursor:pointer}
tr:target{outline:3px solid var(--link)}
${severities.map((severity) => `.${severity}{color:var(--${severity})}`).join('\n')}
.mark{font-weight:700;white-space:nowrap}
@media (max-width:44rem){
.findings thead{position:absolute;left:-999rem}
.findings tr,.findings th,.findings td{display:block;width:auto;border:0;padding:.1rem 0;text-align:left}
.findings tr{border-top:1px solid var(--line);padding:.5rem 0}
.findings td.fix::before{content:"Fix: "}
.findings td.risk::before{content:"Risk: "}
}
@media print{
:root{color-scheme:light;${variables(palettes.light)}}
.skip,nav{display:none}
details::details-content{content-visibility:visible;block-size:auto}
.card{border-color:#999}
tr{break-inside:avoid}
}
`;

/** Lets this one style sheet through the page's content security policy; a test compares it with the style. */
export const styleHash = 'sha256-xyPOjwmH2WmHMgxHWyTYHK0/e5uLL81yjxY7lCYuvSo=';
