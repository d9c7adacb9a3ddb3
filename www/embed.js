// <qingce-calculator>: the calculator in a page of your own.
//
//   <script src="https://CALCULATOR/embed.js" defer></script>
//   <qingce-calculator lever="rd_subsidy" preset="technology-sme" period="2017"></qingce-calculator>
//
// Attributes: page (assess, sheet) or lever (an id); preset; facts (JSON by id); locked (ids);
// period; lang (zh, en); theme (auto, light, dark); accent (#rrggbb); elder; density
// (compact); share-facts. Methods: setFacts(object), setPeriod(text), print(). Events, all with a
// `detail`: qingce-ready, qingce-resize, qingce-change, qingce-result, qingce-error.
// Reference: docs/portal.md.
(() => {
  "use strict";
  const VERSION = 1;
  const TALLEST = 100000; // px
  const BASE = new URL(".", document.currentScript.src);
  const EVENTS = ["ready", "resize", "change", "result", "error"];
  // A change of these opens the frame anew; of those below, it is told.
  const OPENING = ["page", "lever", "preset", "locked", "accent", "share-facts"];
  const TOLD = ["facts", "period", "lang", "theme", "elder", "density"];
  const TITLES = { zh: "青策 企业政策成本测算", en: "Qingce policy calculator" };

  class QingceCalculator extends HTMLElement {
    static observedAttributes = [...OPENING, ...TOLD];
    #frame = null;
    #ready = false;
    #waiting = [];
    #due = true; // Until it stands in the page; an element there already is told its attributes first.

    constructor() {
      super();
      this.#frame = document.createElement("iframe");
      const { style } = this.#frame;
      // Through the object model, which no content-security policy forbids.
      Object.assign(style, { border: "0", display: "block", width: "100%", height: "30rem" });
      this.#frame.referrerPolicy = "no-referrer";
      this.attachShadow({ mode: "closed" }).append(this.#frame);
      this.hear = this.hear.bind(this);
    }

    connectedCallback() {
      this.style.display ||= "block";
      addEventListener("message", this.hear);
      this.#due = false;
      this.#open();
    }

    disconnectedCallback() {
      removeEventListener("message", this.hear);
    }

    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (OPENING.includes(name)) this.#openSoon();
      else if (name === "facts") this.#facts((facts) => this.setFacts(facts));
      else if (name === "period") this.setPeriod(now ?? "");
      else this.#tell("view", this.#view());
    }

    /** States facts, by id; null takes one back. */
    setFacts(facts) {
      this.#tell("set-facts", { facts });
    }

    /** Changes the period: 2017, 2017-09 or 2017-03..2017-09. */
    setPeriod(period) {
      this.#tell("set-period", { period: String(period) });
    }

    /** Prints the recap sheet. */
    print() {
      this.#tell("print", {});
    }

    #view() {
      const given = (name) => this.getAttribute(name) ?? undefined;
      return {
        lang: given("lang"),
        theme: given("theme"),
        elder: this.hasAttribute("elder"),
        density: given("density"),
      };
    }

    #facts(use) {
      const text = this.getAttribute("facts");
      if (text === null) return;
      try {
        use(JSON.parse(text));
      } catch (error) {
        this.#raise("error", { code: "attribute", message: `facts: ${error.message}` });
      }
    }

    #openSoon() {
      if (this.#due) return;
      this.#due = true;
      queueMicrotask(() => {
        this.#due = false;
        if (this.isConnected) this.#open();
      });
    }

    #open() {
      const given = (name) => this.getAttribute(name) ?? undefined;
      const options = {
        v: VERSION,
        host: location.origin,
        page: given("page"),
        lever: given("lever"),
        preset: given("preset"),
        locked: given("locked")?.split(/[\s,]+/).filter(Boolean),
        accent: given("accent"),
        shareFacts: this.hasAttribute("share-facts"),
        period: given("period"),
        ...this.#view(),
      };
      this.#facts((facts) => (options.facts = facts));
      this.#ready = false;
      this.#waiting = [];
      // Behind the #, nothing reaches a server. The query makes each opening a load of its own.
      const address = new URL("index.html", BASE);
      address.search = "?embedded";
      address.hash = `#/embedded/${encodeURIComponent(JSON.stringify(options))}`;
      this.#frame.title = this.getAttribute("title") ?? TITLES[options.lang === "en" ? "en" : "zh"];
      const fresh = this.#frame.cloneNode();
      fresh.src = address.href;
      this.#frame.replaceWith(fresh);
      this.#frame = fresh;
    }

    #tell(type, content) {
      const message = { qingce: VERSION, type, ...content };
      if (!this.#ready) this.#waiting.push(message);
      else this.#post(message);
    }

    #post(message) {
      try {
        this.#frame.contentWindow.postMessage(message, BASE.origin);
      } catch (error) {
        this.#raise("error", { code: "message", message: error.message });
      }
    }

    /** Only from our own frame, and only while our page is in it. */
    hear({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== BASE.origin) return;
      if (data?.qingce !== VERSION || !EVENTS.includes(data.type)) return;
      const { qingce, type, ...detail } = data;
      if (type === "ready") {
        this.#ready = true;
        this.#waiting.splice(0).forEach((message) => this.#post(message));
      }
      if (type === "resize") {
        const height = Number(detail.height);
        if (!(height > 0 && height <= TALLEST)) return;
        this.#frame.style.height = `${Math.ceil(height)}px`;
      }
      this.#raise(type, detail);
    }

    #raise(type, detail) {
      this.dispatchEvent(new CustomEvent(`qingce-${type}`, { detail, bubbles: true }));
    }
  }

  if (!customElements.get("qingce-calculator")) {
    customElements.define("qingce-calculator", QingceCalculator);
  }
})();
