// What a portal does with the calculators on its page: hears their events, states a fact, prints.

const KINDS = ["ready", "resize", "change", "result", "error"];
const SHOWN = 200; // events; the oldest go first

const list = document.getElementById("events");

for (const kind of KINDS) {
  document.addEventListener(`qingce-${kind}`, ({ target, detail }) => {
    const line = document.createElement("li");
    const said = JSON.stringify(detail);
    line.textContent = `${target.id} ${kind} ${said.length > 300 ? `${said.slice(0, 300)}…` : said}`;
    list.append(line);
    while (list.childElementCount > SHOWN) list.firstElementChild.remove();
  });
}

document.getElementById("fill").addEventListener("click", () => {
  document.getElementById("whole").setFacts({ electricity_kwh: "30亿" });
});
document.getElementById("print").addEventListener("click", () => {
  document.getElementById("whole").print();
});
