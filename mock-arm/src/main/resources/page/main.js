import { $ } from "./dom.js";
import { BUCKETS, createBuckets } from "./buckets.js";
import { call, get } from "./api.js";
import { copy } from "./copy.js";
import { createControls } from "./controls.js";
import { createJournal, newestPage } from "./journal.js";
import { createReconnects, RECONNECTS } from "./reconnects.js";
import { createScenarios } from "./scenarios.js";
import { createStrip } from "./strip.js";
import { join } from "./join.js";
import { openStream } from "./stream.js";
import { setAnswers } from "./entry.js";
import { setClock } from "./time.js";

const strip = createStrip();
const journal = createJournal();
const reconnects = createReconnects(journal.lastFor);
const scenarios = createScenarios();
const buckets = createBuckets();
const showClock = createControls(clockChanged);
let mock = null;
let isRestarted = false;

function tick() {
	strip.tick();
	reconnects.tick();
	buckets.tick();
}

function clockChanged() {
	showClock();
	tick();
	buckets.refresh();
}

const handlers = {
	request(entry) {
		journal.add(entry);
		buckets.refresh();
		if (entry.status === 202) {
			reconnects.refresh();
		}
	},
	answered: journal.answered,
	skipped() {
		journal.fillGap();
		reconnects.refresh();
		buckets.refresh();
	},
	script: scenarios.event,
	"scripts-removed": () => scenarios.load([]),
	clock(clock) {
		setClock(clock);
		clockChanged();
	},
	"journal-cleared": journal.clear,
	reset() {
		journal.clear();
		reconnects.load([]);
		scenarios.load([]);
		buckets.refresh();
	},
	stats: strip.stats,
};

async function load() {
	const [journalPage, scripts] = await Promise.all([newestPage(), call("GET", "scenarios")]);
	// Loaded last, so that any later change is an event still to come.
	const others = await Promise.all(["settings", "answers", "stats", "clock", RECONNECTS, BUCKETS].map(get));
	const lastEvent = Math.min(journalPage.lastEvent, scripts.lastEvent);
	return { lastEvent, entries: journalPage.data.entries, scripts: scripts.data, others };
}

function show({ entries, scripts, others: [settings, answers, stats, clock, accepted, writes] }) {
	setClock(clock);
	setAnswers(answers);
	strip.settings(settings);
	strip.history(entries);
	strip.stats(stats);
	scenarios.answers(answers);
	scenarios.load(scripts);
	journal.load(entries);
	reconnects.load(accepted);
	buckets.load(writes);
	showClock();
	strip.tick();
	strip.live(isRestarted && settings.started);
	isRestarted = false;
}

const joined = join({ load, show, apply: ({ kind, data }) => handlers[kind](data) });
openStream({
	hello(data) {
		const isOther = mock !== data.mock;
		isRestarted ||= isOther && mock !== null;
		mock = data.mock;
		setClock(data);
		if (isOther || !data.resumed) {
			joined.reload();
		} else {
			strip.live();
		}
	},
	event: joined.event,
	lost: strip.lost,
});

setInterval(tick, 1000);
document.querySelectorAll("[data-copies]").forEach(button => {
	button.onclick = () => copy($(button.dataset.copies).textContent, button);
});
