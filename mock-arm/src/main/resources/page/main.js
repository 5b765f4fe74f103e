/** Wires the parts of the page to the stream of events. */

import { byId } from "./dom.js";
import { copy } from "./copy.js";
import { createBuckets } from "./buckets.js";
import { createControls } from "./controls.js";
import { createJournal } from "./journal.js";
import { createReconnects } from "./reconnects.js";
import { createScenarios } from "./scenarios.js";
import { createStrip } from "./strip.js";
import { get, page } from "./api.js";
import { join } from "./join.js";
import { openStream } from "./stream.js";
import { setAnswers } from "./entry.js";
import { setClock } from "./mock-time.js";

const strip = createStrip();
const journal = createJournal();
const reconnects = createReconnects();
const scenarios = createScenarios();
const buckets = createBuckets();
const controls = createControls({ onClock: clockChanged });
let mock = null;
let isRestarted = false;

function clockChanged() {
  controls.clock();
  strip.tick();
  reconnects.tick();
  buckets.refresh();
}

function request(entry) {
  journal.add(entry);
  reconnects.request(entry);
  if (entry.backend) {
    buckets.refresh();
  }
}

const handlers = {
  request,
  answered: journal.answered,
  skipped() {
    journal.fillGap();
    reconnects.refresh();
    buckets.refresh();
  },
  script: scenarios.event,
  "scripts-removed": scenarios.clear,
  clock(now) {
    setClock(now);
    clockChanged();
  },
  "journal-cleared": journal.clear,
  reset() {
    journal.clear();
    reconnects.clear();
    scenarios.clear();
    buckets.refresh();
  },
  stats(stats) {
    strip.stats(stats);
    reconnects.stats(stats);
  },
};

async function load() {
  // These two are copied first: the other pages carry no event number, and are read again after each change.
  const [entries, scripts] = await Promise.all([page("journal?limit=500&retained=true"), page("scenarios")]);
  const [settings, answers, stats, accepted, clock, writes] = await Promise.all([
    get("settings"), get("answers"), get("stats"), get("reconnects?limit=200"), get("clock"), get("buckets?limit=30"),
  ]);
  return {
    lastEvent: Math.min(entries.lastEvent, scripts.lastEvent),
    entries: entries.data.entries, scripts: scripts.data, settings, answers, stats, accepted, clock, writes,
  };
}

function show(pages) {
  setClock(pages.clock);
  setAnswers(pages.answers);
  strip.settings(pages.settings);
  strip.history(pages.entries);
  handlers.stats(pages.stats);
  scenarios.answers(pages.answers);
  scenarios.load(pages.scripts);
  reconnects.clear();
  pages.entries.forEach(reconnects.request);
  reconnects.load(pages.accepted);
  buckets.load(pages.writes);
  journal.load(pages.entries);
  controls.clock();
  strip.tick();
  if (isRestarted) {
    isRestarted = false;
    strip.restarted(pages.settings.started);
  } else {
    strip.live();
  }
}

const joined = join({ load, show, apply: ({ kind, data }) => handlers[kind](data) });
openStream({
  hello(data) {
    const isOther = mock !== null && mock !== data.mock;
    isRestarted ||= isOther;
    const isNew = mock !== data.mock || !data.resumed;
    mock = data.mock;
    setClock(data);
    if (isNew) {
      joined.reload();
    } else {
      strip.live();
    }
  },
  event: joined.event,
  lost: strip.lost,
});

setInterval(() => {
  strip.tick();
  reconnects.tick();
  buckets.tick();
}, 1000);

document.addEventListener("click", event => {
  const button = event.target.closest(".copy-text");
  if (button) {
    copy(byId(button.dataset.copies).textContent, button);
  }
});
