// Hears of changes that others make while the page is seen. Of all the windows of one browser a single one holds the
// stream and tells the others, since a browser opens no more than six connections to a server.
const name = `sluice-live ${document.body.getAttribute("hx-headers")}`;

/// Calls `hear` with each event after the number `after`.
export function listen(after, hear) {
  const channel = new BroadcastChannel(name);
  let last = Number(after);
  let source;
  let release;
  let recent = [];
  // The number after which `recent` has every change.
  let wholeAfter = 0;

  const take = (number, text) => {
    if (number <= last) return;
    last = number;
    hear(JSON.parse(text));
  };
  const tell = (number, text) => {
    recent.push({ number, text });
    if (recent.length > 50) wholeAfter = recent.shift().number;
    channel.postMessage({ number, text });
    take(number, text);
  };
  channel.onmessage = ({ data }) => {
    if (document.hidden) return;
    if ("text" in data) return take(data.number, data.text);
    // A window that opened meanwhile asks for what it has missed.
    if (!source) return;
    // Of what was before, nothing is known here: the window looks at everything once more.
    if (data.after < wholeAfter) return channel.postMessage({ number: last, text: '{"isMuch":true,"cards":[]}' });
    for (const event of recent) if (event.number > data.after) channel.postMessage(event);
  };

  const begin = () => {
    [recent, wholeAfter] = [[], last];
    source = new EventSource(`/live?after=${last}`);
    source.onmessage = (event) => tell(Number(event.lastEventId), event.data);
  };
  const end = () => {
    source?.close();
    source = undefined;
    release?.();
    release = undefined;
  };
  const compete = () => {
    if (document.hidden || source || release) return;
    channel.postMessage({ after: last });
    if (!navigator.locks) return begin();
    const waiting = new AbortController();
    release = () => waiting.abort();
    const hold = () => {
      begin();
      return new Promise((done) => (release = done));
    };
    navigator.locks.request(name, { signal: waiting.signal }, hold).catch(() => {});
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? end() : compete()));
  addEventListener("pagehide", end);
  addEventListener("pageshow", compete);
  compete();
}
