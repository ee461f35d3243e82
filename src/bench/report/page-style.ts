/** The look of the HTML report, in the colours that the reader's system prefers. */
export const pageStyle = `
:root { color-scheme: light dark; --line: #8884; --head: #8881; }
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin-bottom: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
.headline { font: 15px/1.5 ui-monospace, monospace; white-space: pre-wrap; padding: .8rem 1rem;
  border: 1px solid var(--line); border-radius: 6px; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 1rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; min-width: 3rem; }
th { background: var(--head); white-space: nowrap; }
.right { text-align: right; white-space: nowrap; }
th button { all: unset; cursor: pointer; }
th button:focus-visible { outline: 2px solid #3b82f6; }
th[aria-sort="ascending"] button::after { content: " ▲"; }
th[aria-sort="descending"] button::after { content: " ▼"; }
.pass { color: #189a48; font-weight: 600; } .fail { color: #d33; }
#charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
#charts[hidden] { display: none; }
figure { margin: 0; } figure div { position: relative; height: 18rem; }
figcaption { color: #888; font-size: 13px; }
details.trial { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .3rem .8rem; }
details.trial > summary { color: inherit; cursor: pointer; }
`;
