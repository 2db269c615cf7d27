// Where the database did not answer, the page asks now and then whether it does again, and then comes anew by itself:
// not in the middle of a word, not for everybody in the same second, and where that was no help more and more seldom.
(function (isWaiting) {
  var SOON = 5000, SELDOM = 6, TRIES = "gerak-pulih";
  function tries() { return Number(sessionStorage.getItem(TRIES)); }
  function isWriting() {
    return Boolean(document.activeElement && document.activeElement.matches("input, textarea, [contenteditable]"));
  }
  function look() {
    if (isWaiting()) fetch("{{ Endpoint.HEALTH }}", { cache: "no-store" }).then(heard, wait);
    else { sessionStorage.removeItem(TRIES); wait(); }
  }
  function heard(answer) {
    if (!answer.ok || isWriting()) return wait();
    sessionStorage.setItem(TRIES, tries() + 1);
    location.replace(location.pathname + location.search);
  }
  function wait() { setTimeout(look, SOON * (1 + Math.random()) * Math.pow(2, Math.min(tries(), SELDOM))); }
  wait();
})(function () { return {{ waits }}; });
