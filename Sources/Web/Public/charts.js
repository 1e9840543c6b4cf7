// Draws the charts of a page; the table beside each says the same in numbers.
// The library is large: nothing else waits for it.
const echarts = await import("./vendor/echarts.js");

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/// Calm blue-green to deep, one step a stage.
const ramp = (share) => {
  const dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
  const [from, to] = dark ? [[94, 234, 212], [15, 118, 110]] : [[153, 226, 214], [11, 95, 88]];
  return `rgb(${from.map((value, i) => Math.round(value + (to[i] - value) * share)).join(",")})`;
};

/// Each stage as a band whose upper edge is its own size and whose lower edge is the next stage's: a true taper.
function funnel(data) {
  const { steps } = data;
  const phone = innerWidth < 700;
  const largest = Math.max(1, ...steps.map((step) => step.size));
  const dark = document.documentElement.getAttribute("data-bs-theme") === "dark";
  const ink = style("--ink");
  const quiet = style("--quiet");
  const draw = (params, api) => {
    const step = steps[params.dataIndex];
    const next = steps[params.dataIndex + 1] ?? step;
    const { x, y, width, height } = params.coordSys;
    const band = height / steps.length;
    const top = y + band * params.dataIndex;
    const left = phone ? width * 0.3 : width * 0.24;
    const room = phone ? width * 0.68 : width * 0.5;
    const middle = x + left + room / 2;
    const half = (size) => Math.max(1.5, (size / largest) * room / 2);
    const [upper, lower] = [half(step.size), half(next.size)];
    const points = [[middle - upper, top + 2], [middle + upper, top + 2],
      [middle + lower, top + band - 1], [middle - lower, top + band - 1]];
    const text = (value, at, align, options = {}) => ({
      type: "text",
      style: { text: value, x: at, y: top + band / 2, fill: ink, font: "13px system-ui", textAlign: align,
        textVerticalAlign: "middle", ...options },
    });
    const children = [
      { type: "polygon", shape: { points },
        style: { fill: step.isWon ? style("--good") : ramp(params.dataIndex / Math.max(1, steps.length - 1)) } },
      text(step.name, x + left - 12, "right", { width: left - 16, overflow: "truncate" }),
    ];
    const inside = upper > 34;
    const isDeep = dark ? !step.isWon && params.dataIndex > steps.length / 2 : params.dataIndex > steps.length / 2;
    children.push(text(step.label, inside ? middle : middle + upper + 8, inside ? "center" : "left",
      { font: "600 13px system-ui", fill: !inside ? ink : isDeep ? "#ffffff" : "#06302c" }));
    if (step.conversion && !phone) {
      children.push({ type: "text", style: { text: `${step.conversion}`, x: x + width * 0.78, y: top + band - 2,
        fill: quiet, font: "12px system-ui", textAlign: "left", textVerticalAlign: "middle" } });
    }
    return { type: "group", children };
  };
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 4, bottom: 4 },
    xAxis: { show: false, min: 0, max: 1 },
    yAxis: { show: false, min: 0, max: 1 },
    tooltip: { trigger: "item", formatter: ({ dataIndex }) => {
      const step = steps[dataIndex];
      const lines = [step.name, step.label, step.conversion ? `${data.conversionName} ${step.conversion}` : ""];
      return lines.filter(Boolean).map((line) => echarts.format.encodeHTML(line)).join("<br>");
    } },
    series: [{ type: "custom", renderItem: draw, data: steps.map((step) => [0, step.size]) }],
  };
}

const kinds = { funnel };

function show(root) {
  for (const element of root.querySelectorAll("[data-chart]")) {
    const source = element.querySelector("script[type='application/json']");
    if (!source) continue;
    const data = JSON.parse(source.textContent);
    const chart = echarts.init(element, null, { renderer: "svg" });
    const paint = () => chart.setOption(kinds[element.dataset.chart](data), true);
    paint();
    new ResizeObserver(() => { chart.resize(); paint(); }).observe(element);
    new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  }
}

show(document);
document.addEventListener("htmx:afterSwap", (event) => show(event.target));
