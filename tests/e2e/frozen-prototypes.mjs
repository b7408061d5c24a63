// Preloaded by tests: nobody may add to a prototype, and whoever changed one is found when the process ends.
const prototypes = [Object, Array, String, Number, Function, Map, Set, RegExp, Promise, Error].map(
  (one) => one.prototype,
);
const described = () =>
  prototypes.map((one) =>
    JSON.stringify(
      Object.entries(Object.getOwnPropertyDescriptors(one)).map(([key, { value, get }]) => [
        key,
        String(value),
        String(get),
      ]),
    ),
  );
const before = described();
for (const one of prototypes) Object.preventExtensions(one);
process.on('exit', () => {
  if (described().join() === before.join()) return;
  process.stderr.write('PROTOTYPE CHANGED\n');
  process.exitCode = 99;
});
