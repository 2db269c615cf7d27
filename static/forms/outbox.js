/* What waits to be sent, and what an answer to it means. */

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 12000;
const SLOWER = 1.7;

/* A mark by which the server knows what it has had before: sent twice, it counts once. */
export const mark = (length = 16) =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/* "waiting": nobody has answered; a proxy, or a server that is starting, speaks for itself and not of what was sent.
 * "ended": the session. "taken" or "refused": the server's word. */
export function meaning(status) {
  if (!status || status >= 500) return "waiting";
  if (status === 401) return "ended";
  return status < 300 ? "taken" : "refused";
}

/* How long to wait before the next attempt; the first follows soon, later ones spare the line. */
export const nextPause = (pause) => Math.min((pause || FIRST_PAUSE) * SLOWER, LONGEST_PAUSE);

/* Messages go one after another: the next begins when the one before has ended, well or not. */
export class Line {
  #last = Promise.resolve();

  send(call) {
    this.#last = this.#last.then(call, call);
    return this.#last;
  }
}

/* Records in the order they were made; one leaves only when the server has answered for it. */
export class Outbox {
  constructor(load, save) {
    this.load = load;
    this.save = save;
    this.delivering = false;
  }

  add(record) { this.save([...this.load(), record]); }

  drop(record) { this.save(this.load().filter((each) => each.once !== record.once)); }

  /* ``post(record)`` resolves to [status, told], status 0 where there was no answer. ``heard`` is told: waiting(count);
   * taken(told); refused(record, told), which says whether it has the record now. Only "taken" goes on. */
  async deliver(post, heard) {
    if (this.delivering) return;
    this.delivering = true;
    try {
      for (let [record] = this.load(); record; [record] = this.load()) {
        const [status, told] = await post(record);
        const meant = meaning(status);
        if (meant === "waiting") return heard.waiting(this.load().length);
        if (meant !== "taken") {
          if (heard.refused(record, told)) this.drop(record);
          return;
        }
        this.drop(record);
        heard.taken(told);
      }
    } finally { this.delivering = false; }
  }
}
