/* Every visible piece of text: what it says, how large it is drawn, and its contrast with what lies behind. */
() => {
  const channels = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const linear = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ({ red, green, blue }) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.alpha === 1) return colour;
    }
    return { red: 255, green: 255, blue: 255 };
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim(), element = walk.currentNode.parentElement;
    if (!text || ["SCRIPT", "STYLE", "OPTION"].includes(element.tagName)) continue;
    if (!element.getBoundingClientRect().width || !element.checkVisibility()) continue;
    const style = getComputedStyle(element), map = element.closest("svg.peta");
    const scale = map ? map.getBoundingClientRect().width / map.viewBox.baseVal.width : 1;
    const ink = light(channels(map ? style.fill : style.color));
    const ground = light(map ? channels(style.stroke) : behind(element));
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    found.push([text.slice(0, 40), parseFloat(style.fontSize) * scale, contrast]);
  }
  return found;
}
