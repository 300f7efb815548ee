/** The look of the identity provider's pages, light and dark, from phone to desktop; contrasts meet WCAG AA. */
export const style = `
:root { color-scheme: light dark; --page: #f6f4ef; --card: #ffffff; --ink: #1f2430; --soft: #545b6b; --line: #858c9c; --accent: #0b5d57; --on-accent: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --page: #14171d; --card: #1f242d; --ink: #f1f2f4; --soft: #b6bdca; --line: #6f7889; --accent: #6fd3c8; --on-accent: #0d2b28; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
header, main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
header { display: flex; justify-content: space-between; align-items: center; }
header p { margin: 0; font-weight: 600; }
a { color: var(--accent); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0; }
.note { color: var(--soft); max-width: 40rem; margin: 0 0 1.5rem; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 0.9rem 1rem; cursor: pointer; }
.cards button { width: 100%; height: 100%; text-align: start; display: grid; grid-template-columns: 3rem 1fr; column-gap: 0.9rem; align-content: start; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.initials { grid-row: span 3; width: 3rem; height: 3rem; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--on-accent); font-weight: 600; }
.name { font-weight: 600; }
.role { color: var(--accent); font-size: 0.9rem; }
.about { color: var(--soft); font-size: 0.9rem; }
`;
