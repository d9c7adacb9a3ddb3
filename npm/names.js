/** Every function of the calculator, by name. */
export const NAMES = [
  "assess", "compare", "sweep", "breakpoints", "goal", "rulebook", "facts", "checkRules",
];
