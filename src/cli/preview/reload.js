(() => {
  const { stamp } = document.currentScript.dataset;
  let events, bar;
  const show = (text) => {
    if (!text) {
      if (bar) bar.remove();
      bar = undefined;
      return;
    }
    if (!bar) {
      bar = document.createElement("div");
      bar.setAttribute("role", "status");
      Object.assign(bar.style, {
        position: "fixed", insetInline: "0", bottom: "0", zIndex: "1000", padding: "10px 16px", maxHeight: "40vh", overflow: "auto",
        background: "#8D0C12", color: "#FFFFFF", font: "14px/1.4 system-ui, sans-serif", whiteSpace: "pre-wrap",
      });
      document.body.append(bar);
    }
    bar.textContent = text;
  };
  const listen = () => {
    if (events) return;
    events = new EventSource("/.isms/events");
    events.onmessage = (event) => {
      const now = JSON.parse(event.data);
      if (now.stamp !== stamp) location.reload();
      else show(now.note);
    };
    events.onerror = () => show("The preview does not answer. Is isms build --serve still running?");
  };
  const rest = () => {
    if (events) events.close();
    events = undefined;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  if (!document.hidden) listen();
})();
