// What the accessibility tests measure in a page. Each function runs inside the page and stands by itself.

/** Things one can act on that are less than `least` px high or wide: "height×width what (where)".
 *
 * Exempt, as in WCAG 2.5.8, are links inside a sentence, as high as their line. A radio button or a box is as
 * large as its label. */
export function small(least) {
  const words = (one) => one.textContent.replace(/\s+/g, "");
  const inText = (one) => {
    const link = one.tagName === "A" || one.matches("button.link");
    if (!link || !/^inline(-block)?$/.test(getComputedStyle(one).display)) return false;
    const block = one.closest("p, li, dd, td, th, .phrase");
    return block !== null && words(block).length > words(one).length;
  };
  const targets = "a[href], button, select, input, textarea, summary, [role=button], [role=tab]";
  const found = [];
  for (const one of document.querySelectorAll(targets)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || inText(one)) continue;
    if (one.matches(":disabled, [tabindex='-1'], .skip")) continue;
    const box = ["radio", "checkbox"].includes(one.type) ? (one.closest("label") ?? one) : one;
    const { width, height } = box.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    // What a pixel is rounded to is no matter.
    if (Math.min(height, width) < least - 0.6) {
      const name = (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 24);
      const where = one.parentElement.className;
      found.push(`${Math.round(height)}×${Math.round(width)} ${one.tagName} ${name} (${where})`);
    }
  }
  return found;
}

/** Texts drawn smaller than `least` px, in drawings too: "size text (where)". */
export function tiny(least) {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const one = node.parentElement;
    if (node.textContent.trim() === "" || !one.checkVisibility({ visibilityProperty: true })) continue;
    if (one.closest(".unseen, .skips, option, script, style") !== null) continue;
    let size = Number.parseFloat(getComputedStyle(one).fontSize);
    const drawing = one.closest("svg");
    const drawn = drawing?.viewBox.baseVal?.width;
    if (drawn) size *= drawing.getBoundingClientRect().width / drawn;
    if (size < least - 0.05) {
      found.push(`${size.toFixed(1)} ${node.textContent.trim().slice(0, 20)} (${one.closest("[class]")?.getAttribute("class")})`);
    }
  }
  return found;
}

/** What goes beyond the window sideways; and what scrolls sideways by itself, but is no table or cannot be
 * scrolled with the keyboard. */
export function sideways() {
  const screen = document.documentElement.clientWidth;
  const name = (one) => `${one.tagName}.${one.getAttribute("class")}`;
  const found = [];
  const over = document.documentElement.scrollWidth - screen;
  if (over > 0) found.push(`the page by ${over} px`);
  const clipped = (one) => {
    for (let up = one.parentElement; up !== null && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  for (const one of document.querySelectorAll("body *")) {
    if (!one.checkVisibility() || one.closest(".unseen, .skips, svg") !== null) continue;
    if (one.getBoundingClientRect().right > screen + 1 && !clipped(one)) found.push(`beyond: ${name(one)}`);
    if (one.scrollWidth <= one.clientWidth + 1) continue;
    if (!["auto", "scroll"].includes(getComputedStyle(one).overflowX)) continue;
    if (!one.matches("pre") && one.querySelector("table") === null) found.push(`scrolls: ${name(one)}`);
    if (one.tabIndex < 0) found.push(`out of the keyboard's reach: ${name(one)}`);
  }
  return found;
}

/** Shapes and texts of drawings that stand out from their panel by less than `least`; lines of the grid,
 * which say nothing by themselves, are drawn in `--line` and left out. */
export function pale(least) {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = color;
    paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (a, b) => {
    const [low, high] = [light(rgb(a)), light(rgb(b))].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const of = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [panel, grid] = [of("--panel"), rgb(of("--line")).join()];
  const swatches = [...document.querySelectorAll(".swatch")];
  const found = new Set();
  for (const one of document.querySelectorAll(".chart svg *")) {
    const { fill, stroke } = getComputedStyle(one);
    const colors = [fill, stroke].filter((color) => color !== "none" && rgb(color)[3] > 0);
    const best = Math.max(0, ...colors.map((color) => contrast(color, panel)));
    const sentinel = one.getAttribute("fill") === "#010206" || one.getAttribute("stroke") === "#010206";
    const isGrid = colors.some((color) => rgb(color).join() === grid);
    if (colors.length > 0 && best < least && !isGrid && !sentinel) found.add(`${one.outerHTML.slice(0, 60)} ${best.toFixed(2)}`);
  }
  for (const one of swatches) {
    const style = getComputedStyle(one);
    if (style.backgroundImage !== "none") continue;
    const edge = style.borderTopWidth === "0px" ? 0 : contrast(style.borderTopColor, panel);
    const best = Math.max(edge, contrast(style.backgroundColor, panel));
    if (best < least) found.add(`legend ${one.className} ${best.toFixed(2)}`);
  }
  return [...found];
}

/** What moves although less motion is asked for. */
export function moving() {
  const found = document.getAnimations().map((one) => `animation of ${one.effect.target.className}`);
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const still = (times) => times.split(",").every((time) => Number.parseFloat(time) === 0);
    if (!still(style.transitionDuration) || !still(style.animationDuration)) found.push(one.className);
    if (style.scrollBehavior === "smooth") found.push(`smooth ${one.className}`);
  }
  return found;
}

/** Opens one closed part of each kind, and in each of what appears. */
export async function unfold() {
  const kinds = new Set();
  for (let round = 0; round < 3; round += 1) {
    for (const one of document.querySelectorAll("details:not([open])")) {
      const kind = `${one.className} in ${one.parentElement.className}`;
      if (kinds.has(kind) || !one.checkVisibility()) continue;
      kinds.add(kind);
      one.querySelector("summary").click();
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Where the focus is and whether one sees it: name, ring, in the window, nothing over it. */
export function focused() {
  const one = document.activeElement;
  const ringed = [one, one.parentElement, one.nextElementSibling].filter(Boolean).some((part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  });
  const box = one.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 40) / 2];
  const top = document.elementFromPoint(x, y);
  const near = (other) => other !== null && (one.contains(other) || other.contains(one) || one.labels?.[0]?.contains(other));
  return {
    name: (one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent).trim(),
    tag: one.tagName,
    id: one.id,
    href: one.getAttribute("href"),
    ringed,
    inWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    clear: near(top) === true,
  };
}
