# Every word of the page. **Marked** words are heavy in the caption.

stage-label = Brain and timeline
story-label = What happens in a trial
transport-label = Running the model
brain-label = Brain in section, front to the right
nuclei-label = Nuclei: Enter fires a burst
regions-label = Regions: arrow keys walk, Enter selects
glyphs-label = Signs for sampled synapses
lanes-label = Signals: choose the one that is filled on the brain
scrubber-label = Time in this trial
side-label = Comparison and measures
tools-label = Run and page
close = Close
dismiss = Dismiss

play = Play
pause = Pause
again = Play again
previous-event = Previous event
next-event = Next event
one-tick = One tick
one-tick-title = Advance by 10 ms
one-trial = One trial
one-trial-title = Run to the start of the next trial
reset = Reset
reset-title = Start this run again from its first tick
more = More
speed-label = Speed
speed-story = Story pace
speed-slow = Slowed { $n }×
speed-life = Life speed
speed-fast = { $n }× life
speed-max = Fastest
pace-slow = slowed { $n }×
pace-life = life speed
pace-fast = { $n }× life speed
pace-story-slow = Story pace, now slowed { $n }×
pace-story-life = Story pace, now life speed
pace-story-fast = Story pace, now { $n }× life speed
pace-paused = paused
pace-finished = finished
progress = Trial **{ $trial }** of { $trials }

bookmark = Bookmark
bookmark-title = Put a bookmark at this moment; it becomes part of the link
marks-open = { $n ->
    [one] 1 bookmark
   *[other] { $n } bookmarks
  }
marks-title = Bookmarks
marks-empty = No bookmark yet.
mark-place = Trial { $trial }, { $s } s
mark-ahead = { $s } s into the run, not yet reached
mark-put = Bookmark at { $place }.
mark-there = There is a bookmark at { $place }.
mark-full = There is room for { $n } bookmarks. Remove one first.
mark-remove = Remove
mark-remove-one = Remove { $place }
trials = Trials
trials-label = Trial
trial-value = Trial { $trial } of { $trials }, { $outcome }
trial-flagged = { $words }, bookmark
trial-range = { $first }–{ $last }
outcome-none = under way
outcome-rewarded = rewarded
outcome-omitted = no reward
outcome-punished = punished
outcome-spared = no punishment
outcome-left = left early
outcome-right = right
outcome-right_unrewarded = right, but no reward
outcome-wrong = wrong
outcome-wrong_rewarded = wrong, but rewarded
legend-choice = right
legend-no-choice = wrong
legend-reward = reward
legend-no-reward = none
legend-punishment = punished
legend-no-punishment = none
going = On the way: trial { $trial }, { $percent } %
going-label = On the way
cancel = Cancel

arm-label = Arm
seed-label = Seed
dice = New seed
parameters = Parameters
share = Share
share-by-hand = Copy this link:
theme-auto = Theme: as the system
theme-light = Theme: light
theme-dark = Theme: dark
help = Help
away = Neurotide ↗

story-choice = Cue, choice
story-memory = Items, choice
story-cue = Cue
story-wait = Wait
story-reward = Reward
story-omission = No reward
story-shock = Shock
story-spared = No shock
story-left = Left
story-wave = Dopamine wave
story-change = Tagged synapses change
story-next = Next trial
story-choice-short = Choice
story-memory-short = Choice
story-cue-short = Cue
story-wait-short = Wait
story-reward-short = Reward
story-omission-short = No reward
story-shock-short = Shock
story-spared-short = No shock
story-left-short = Left
story-wave-short = Wave
story-change-short = Synapses
story-next-short = Next

glyph-tag = tagged synapse
glyph-stronger = strengthened
glyph-weaker = weakened
glyph-none = not tagged
section-back = back
section-front = front
section-ruler = { $mm } mm
section-above = nM above baseline
section-arrival = arrival after the burst
glyph-tag-read = Hollow diamond: tagged synapse
glyph-stronger-read = Filled triangle: strengthened in this trial
glyph-weaker-read = Hollow triangle: weakened in this trial
glyph-none-read = Dot: not tagged
glyph-fact = Each disc samples 7 synapses.
projected = Regions off the midline are projected.

da = dopamine
ach = acetylcholine
ne = noradrenaline
ser = serotonin
tags = tags waiting
da-code = DA
ach-code = ACh
ne-code = NE
ser-code = 5-HT

lane-lead = { $name }: fill on the brain. Lane height { $n } nM above baseline at { $region }
lane-place = at { $region }
count = { $n }
lane-tags = Tags: fill the strongest modulator
nm = { $n } nM
nm-rise = { $n } ({ $rise }) nM
time-now = { $s } s
coincide = tag × dopamine = change
scrub-value = { $s } seconds after the cue, trial { $trial }

caption-ready = A cue will be followed by a reward after { $s } s. **Press Play** to watch what VTA learns from it.
caption-between = Between trials. The next cue comes after a pause that nobody can predict.
caption-between-changed = The trial is over: **{ $n } of { $m }** tagged synapses changed. The remaining tags fade.
caption-cue-new = **A cue.** It hardly changes what is expected, so VTA stays near rest at { $hz } Hz. { $m } synapses are tagged.
caption-cue-known = **A cue that predicts reward: VTA fires at { $hz } Hz**, before any reward has come. { $m } synapses are tagged.
caption-cue-new-yet = **A cue.** It hardly changes what is expected, so VTA stays near rest at { $hz } Hz.
caption-cue-known-yet = **A cue that predicts reward: VTA fires at { $hz } Hz**, before any reward has come.
caption-wait = Waiting for the reward. **{ $m } tagged synapses** keep a trace of the cue that fades within seconds.
caption-reward-way = Reward was better than expected, so **VTA fired at { $hz } Hz**. Its dopamine is on its way to the cortex.
caption-reward-wave = Reward was better than expected, so **VTA fired at { $hz } Hz**. Its dopamine reached prefrontal cortex after **{ $ms } ms** and changed **{ $n } of { $m }** tagged synapses.
caption-reward-way-short = **VTA fired at { $hz } Hz**: reward was better than expected. Its dopamine is on its way to the cortex.
caption-reward-wave-short = **VTA fired at { $hz } Hz.** Dopamine reached prefrontal cortex after **{ $ms } ms**: **{ $n } of { $m }** tagged synapses changed.
caption-cue-new-short = **A cue** that hardly changes what is expected: VTA stays at { $hz } Hz. { $m } synapses are tagged.
caption-cue-known-short = **The cue makes VTA fire at { $hz } Hz**, before any reward. { $m } synapses are tagged.
caption-fast-short = Fast forward, trial **{ $trial } of { $trials }**. VTA to cue { $cue } Hz above rest, to reward { $reward } Hz.
caption-finished-short = After { $trials } trials **the cue makes VTA fire { $cue } Hz above rest, the reward { $reward } Hz**. { $beside }: { $twin } Hz to the cue.
caption-omission-short = **No reward: VTA paused**, { $hz } Hz instead of { $tonic } Hz. { $n } of { $m } tagged synapses have weakened.
caption-reward-as = The reward came as expected: VTA hardly fired ({ $hz } Hz). **{ $n } of { $m }** tagged synapses changed.
caption-reward-now = **The reward comes.** How far it differs from what was expected decides how VTA fires.
caption-reward-none = Reward came, but no dopamine: **{ $n } of { $m }** tagged synapses changed.
caption-reward-tagless = Reward came and **VTA fired at { $hz } Hz**, but no synapse was tagged: the dopamine found nothing to change.
caption-omission = **No reward where one was expected: VTA paused**, { $hz } Hz instead of { $tonic } Hz. { $n } of { $m } tagged synapses have weakened.
caption-omission-new = No reward in this trial, and none was expected: VTA stays at { $hz } Hz.
caption-free = A reward that nothing announced: **VTA fired at { $hz } Hz**. { $n } of { $m } tagged synapses changed.
caption-fast = Fast forward, trial **{ $trial } of { $trials }**. VTA’s response to the cue is { $cue } Hz above rest, to the reward { $reward } Hz.
caption-fast-start = Fast forward, trial **{ $trial } of { $trials }**.
caption-finished = { $trials } trials later **the cue makes VTA fire { $cue } Hz above rest, the reward { $reward } Hz**. { $beside }: { $twin } Hz to the cue.
caption-finished-alone = { $trials } trials later **the cue makes VTA fire { $cue } Hz above rest, the reward { $reward } Hz**.

caption-waited = After { $trials } trials the brain **waited to the end in { $stayed } %** of the last 20. { $beside }: **{ $twin } %**.
caption-waited-alone = After { $trials } trials the brain **waited to the end in { $stayed } %** of the last 20.
caption-left = The brain **did not wait on**: it left, and nothing came.
caption-fear-ready = A cue will be followed by a shock after { $s } s. **Press Play** to watch what the amygdala learns from it.
caption-fear-cue-new = **A cue.** It foretells nothing yet, and VTA stays near rest at { $hz } Hz.
caption-fear-cue = **A cue that foretells { $fear } of a shock.** VTA fires at { $hz } Hz; at rest it is { $tonic } Hz.
caption-fear-wait = Will the shock come? **{ $m } tagged synapses** keep a trace of the cue.
caption-fear-shock = **A shock: VTA paused**, { $hz } Hz instead of { $tonic } Hz. { $n } of { $m } tagged synapses changed.
caption-fear-shock-as = The shock came as expected: VTA hardly paused ({ $hz } Hz). { $n } of { $m } tagged synapses changed.
caption-fear-spared = **No shock.** VTA fires at { $hz } Hz. { $n } of { $m } tagged synapses changed.
caption-fear-fast = Fast forward, trial **{ $trial } of { $trials }**. The cue foretells **{ $fear } of a shock**. { $beside }: **{ $twin }**.
caption-fear-fast-short = Trial **{ $trial } of { $trials }**: the cue foretells **{ $fear } of a shock**. { $beside }: **{ $twin }**.
caption-fear-fast-alone = Fast forward, trial **{ $trial } of { $trials }**. The cue foretells **{ $fear } of a shock**.
caption-fear-finished = After { $trials } trials the cue foretells **{ $fear } of a shock**. { $beside }: **{ $twin }**.
caption-fear-finished-alone = After { $trials } trials the cue foretells **{ $fear } of a shock**.

caption-choice-ready = A stimulus, then a choice; only a late reward tells whether it was right. By chance { $chance } % are. **Press Play** to watch the brain learn.
caption-choice-cue = **A cue.** Activity climbs from the thalamus to the cortex, and the striatum settles on an action.
caption-choice-made = A cue, then a **choice**. What led to it is tagged: **{ $m } synapses**.
caption-choice-wait = Was it right? **{ $m } tagged synapses** wait for the answer; their tags fade within seconds.
caption-choice-fast = Fast forward, trial **{ $trial } of { $trials }**. Of the last 20 choices **{ $right } %** are right. { $beside }: **{ $twin } %**; chance is { $chance } %.
caption-choice-fast-alone = Fast forward, trial **{ $trial } of { $trials }**. Of the last 20 choices **{ $right } %** are right; chance is { $chance } %.
caption-choice-finished = After { $trials } trials **{ $right } %** of the last 20 choices are right. { $beside }: **{ $twin } %**; chance is { $chance } %.
caption-choice-finished-alone = After { $trials } trials **{ $right } %** of the last 20 choices are right; chance is { $chance } %.
caption-choice-made-short = A cue, then a **choice**: **{ $m } synapses** are tagged.
caption-choice-fast-short = Trial **{ $trial } of { $trials }**: **{ $right } %** right of the last 20. { $beside }: **{ $twin } %**; chance { $chance } %.
caption-memory-items = **Items come one by one.** A mark says which of them will count; gates decide what prefrontal cortex takes up.
caption-memory-hold = Nothing is to be seen. **Prefrontal cortex holds** what its gates let in until the picture comes.
beside-without = Without { $missing }
say-choices = Trial { $trial } of { $trials }. { $right } % right of the last 20 choices.

twin-choice = { $beside }: **{ $twin } %** of the last 20 choices are right, here { $right } %.
twin-choice-short = **{ $twin } %** right, here { $right } %
twin-fear = { $beside }: the cue foretells **{ $twin } of a shock**, here { $fear }.
twin-fear-short = **{ $twin }** of a shock, here { $fear }
twin-waited = { $beside }: waited to the end in **{ $twin } %** of the last 20 trials, here in { $stayed } %.
twin-waited-short = Waited in **{ $twin } %**, here { $stayed } %
twin-title = Same seed, without
twin-title-arm = Same seed, other arm
twin-switch-label = What the second brain lacks
twin-tags = tags
twin-words-short = **{ $n } of { $m }** changed
twin-tagless-short = **{ $n }** synapses changed
twin-learnt-short = To cue **{ $twin } Hz**, here { $cue } Hz
twin-apart = The same seed; what it left early has led to other trials. { $beside }.
twin-apart-short = Same seed, trials of its own
twin-ready-short = Same seed, same clock
twin-ready = The same seed and clock. { $beside }.
twin-words = Same cue, { $outcome ->
    [same] same outcome
   *[other] another outcome
 }: **{ $n } of { $m }** tagged synapses changed.
twin-tagless = Same cue, { $outcome ->
    [same] same outcome
   *[other] another outcome
 }: **{ $n }** synapses changed.
twin-learnt = { $beside }: **{ $twin } Hz** above rest to the cue, here { $cue } Hz.
twin-none = This experiment has one arm.
twin-loading = Preparing the second brain

equal = Equal size
equal-title = Brains side by side, all of the same size
equal-less = One large brain
equal-arm = Arm of brain { $n }
equal-add = Add a brain
equal-drop = Take { $arm } away
equal-score-choice = **{ $n } %** right of the last 20
equal-score-cue = **{ $n } Hz** above rest to the cue
equal-score-choice-short = **{ $n } %** right
equal-score-cue-short = **{ $n } Hz** to the cue
equal-less-choice-short = { $d } points { $way ->
    [more] more
   *[less] less
 }
equal-score-fear = **{ $n }** of a shock foretold
equal-score-fear-short = **{ $n }** of a shock
equal-less-fear = { $d } { $way ->
    [more] more
   *[less] less
 } than { $arm }
equal-less-fear-short = { $d } { $way ->
    [more] more
   *[less] less
 }
equal-less-cue-short = { $d } Hz { $way ->
    [more] more
   *[less] less
 }
equal-same-short = as many
equal-less-choice = { $d } points { $way ->
    [more] more
   *[less] less
 } than { $arm }
equal-less-cue = { $d } Hz { $way ->
    [more] more
   *[less] less
 } than { $arm }
equal-same = as many as { $arm }
equal-changed-short = **{ $n } of { $m }** changed
equal-changed = **{ $n } of { $m }** tagged synapses changed
equal-say = { $n } brains of the same size: { $arms }.
equal-say-less = One large brain, and { $arm } beside it.

choices-title = Correct choices, last 20 trials (%)
choices-title-short = Correct choices, %
choices-here = { $n } % right
choices-here-short = here { $n } %
choices-twin = { $beside } { $n } %
choices-twin-short = twin { $n } %
choices-chance = chance { $n } %
choices-table = Share of right choices in the last 20 trials, in %, by trial
choices-table-trial = Trial
choices-table-here = Right
choices-arm = { $beside } { $n } %
choices-alt = Learning curve over { $n } trials. { $here } % of the last 20 choices are right.
choices-alt-beside = { $beside }: { $n } %.
choices-alt-chance = Chance is { $chance } %.
curve-title = VTA response (Hz above rest)
curve-title-short = VTA response, Hz
curve-cue = to cue { $n }
curve-reward = to reward { $n }
curve-twin = { $beside } { $n }
curve-cue-short = cue { $n }
curve-reward-short = reward { $n }
curve-twin-short = twin { $n }
curve-arm = { $beside } { $n }
curve-x = Trial
fear-title = Shock that the cue foretells
fear-title-short = Foretold shock
fear-own = { $n } of a shock
fear-own-short = here { $n }
fear-alt = Learning curve over { $n } trials. The cue foretells { $cue } of a shock.
fear-alt-beside = { $beside }: { $n }.
fear-table-cue = Foretold, in shocks
curve-empty = Each trial will add a point.
curve-table = VTA response in Hz above rest, by trial
curve-table-trial = Trial
curve-table-cue = To cue
curve-table-reward = To reward
curve-table-twin = To cue. { $beside }
curve-alt = Learning curve over { $n } trials. Response to the cue { $cue } Hz above rest, to the reward { $reward } Hz.
curve-alt-beside = { $beside }: { $n } Hz to the cue.
table-show = Numbers
table-save = Download CSV

seeds-run = Run { $n } seeds
seeds-cancel = Cancel
seeds-table = Table
seeds-title = Many seeds: median and range
seeds-offer = Seeds { $first } to { $last }, in the background
seeds-progress = { $n } of { $seeds } seeds
seeds-learned = { $arm }: { $p } % right after { $n } trials ({ $low } to { $high })
seeds-partly = { $arm }: { $reached } of { $seeds } come to { $p } % right; { $end } % at the end ({ $low } to { $high })
seeds-never = { $arm }: { $end } % right at the end ({ $low } to { $high })
seeds-response = { $arm }: VTA to cue { $end } Hz above rest at the end ({ $low } to { $high })
seeds-fear = { $arm }: the cue foretells { $end } of a shock at the end ({ $low } to { $high })
seeds-first = { $words }, { $seeds } seeds.
seeds-other = { $words }.
seeds-band = Band: 10 to 90 %.
seeds-how = Thin lines are medians over the seeds; bands and the numbers in brackets hold the middle 80 % of them (10 to 90 %). Bursts fired by hand are not repeated in them, changed parameters are.
seeds-failed = { $n ->
    [one] Seed { $which } failed: { $why }
   *[other] { $n } seeds failed ({ $which }): { $why }
  }
seeds-download = Download CSV, trial by trial
seeds-caption = Median and 10 to 90 % of seeds, by trial
seeds-head-trial = Trial
seeds-head-median = { $arm }, { $what }: median
seeds-head-low = 10 %
seeds-head-high = 90 %
seeds-what-accuracy = right, last 20 trials (%)
seeds-what-fear = shock that the cue foretells
seeds-what-cue = VTA to cue (Hz)
seeds-what-reward = VTA to reward (Hz)
seeds-lost = the worker stopped
seeds-say-start = Running { $seeds } seeds in the background.
seeds-say-cancel = Cancelled after { $n } of { $seeds } seeds.

vta-title = VTA firing, naive against trained
vta-naive = naive
vta-trained = trained
vta-omission = no reward
vta-now = this trial
vta-empty = Trials will be averaged here.
vta-x = Time in trial (s)
vta-y = Hz
vta-cue = cue
vta-reward = reward
vta-shock = shock
vta-spared = no shock
vta-table = VTA firing in Hz, by time in trial
vta-alt = VTA firing over the trial. Naive: peak { $naive } Hz at { $naiveAt } s. Trained: peak { $trained } Hz at { $trainedAt } s. Cue at 0 s, { $outcome } at { $at } s.
vta-alt-naive = VTA firing over the trial. Naive: peak { $naive } Hz at { $naiveAt } s. Cue at 0 s, { $outcome } at { $at } s.
naive-n = naive, first { $n }
trained-n = trained, last { $n }
omission-n = no reward, { $n }

alignment-title = Do regions learn in the same direction?
alignment-axis = Cosine with the true gradient
alignment-means = 1: each change raises the expected reward as steeply as possible; 0: no better than chance.
alignment-falls = With nothing left to learn, dots fall into the grey: the same tags with the dopamine of other trials.
alignment-empty = Dots will stand here after the first trials.
alignment-idle = No synapse on the way to a choice has changed.
alignment-intact = intact
alignment-without = { $beside }
alignment-null = dopamine shuffled
alignment-null-short = shuffled
alignment-none = { $arm }: no change
alignment-still = no change
alignment-share = share of gain
alignment-table-share = Share of gain, %
alignment-percent = { $n } %
alignment-words = Cosine with the true gradient over the last { $trials ->
    [one] trial
   *[other] { $trials } trials
  }, older ones counted for less.
alignment-group = { $group }: { $parts }.
alignment-arm = { $arm } { $n }
alignment-part = { $n } of the reward gained
alignment-table = Cosine of the changes with the true gradient of expected reward, by group of regions
alignment-table-group = Regions
group-sensory = Sensory
group-associative = Association
group-prefrontal = Prefrontal
group-limbic = Limbic
group-motor = Motor
group-basal_ganglia = Striatum
group-cerebellar = Cerebellum
group-thalamic = Thalamus

event-cue = Cue
event-item = Item
event-reward = Reward
event-omission = No reward
event-shock = Shock
event-spared = No shock
event-left = Left

card-system = { $system }, MNI { $x }, { $y }, { $z } mm
card-synapses = { $tagged } tagged, { $stronger } stronger, { $weaker } weaker
card-gates = Gates: change { $change }, new tags { $tags }, gain { $gain }
card-share = { $system }: { $n } % of the reward gained
card-fixed = no plastic synapses end here
nucleus-card = { $name }: { $hz } Hz (rest { $tonic } Hz), { $modulator }
nucleus-hint = Click or Enter fires a burst
nucleus-button = { $name }, { $modulator }: fire a burst
region-button = { $name }
region-read = { $name }: dopamine { $da } nM, acetylcholine { $ach } nM, noradrenaline { $ne } nM, serotonin { $ser } nM; { $tagged } tagged, { $stronger } stronger, { $weaker } weaker; gates: change { $change }, new tags { $tags }, gain { $gain }
region-read-fixed = { $name }: dopamine { $da } nM, acetylcholine { $ach } nM, noradrenaline { $ne } nM, serotonin { $ser } nM

synapses-open = Synapses of { $region }
synapses-title = Synapses onto { $region }
synapses-choose = Which synapses
synapses-measure = What squares show
synapses-of-projection = { $from } → { $to }
synapses-of-value = Cue features × time cells (value)
synapses-of-fear = Cue features × time cells (fear)
synapses-of-gates = { $from } → gates of { $to }
synapses-of-skill = { $from } → { $to } (skill)
synapses-pre-projection = Presynaptic units of { $from } and their rates
synapses-post-projection = Postsynaptic, { $to }
synapses-pre-value = Features of the latest cue
synapses-post-value = Time cells, later ones below
synapses-pre-fear = Features of the latest cue
synapses-post-fear = Time cells, later ones below
synapses-pre-gates = Units of { $from } and their rates; last a constant
synapses-post-gates = Stripes
synapses-pre-skill = Units of { $from } and the pattern of the goal
synapses-post-skill = Postsynaptic, { $to }
synapses-change = Change
synapses-weight = Weight
synapses-tag = Tag
synapses-change-above = stronger
synapses-change-below = weaker
synapses-weight-above = above 0
synapses-weight-below = below 0
synapses-tag-above = stronger with dopamine
synapses-tag-below = weaker with dopamine
synapses-tagged = tagged
synapses-scale = Largest square: { $n } { $unit }
synapses-bars = Longest bar: rate { $rate }
synapses-rest = No unit is active
synapses-unit-projection = drive per rate
synapses-unit-value = rewards per feature
synapses-unit-fear = punishments per feature
synapses-unit-gates = log odds per rate
synapses-unit-skill = drive per rate
synapses-unit-tag = rate²
synapses-third = Third factor
synapses-tag-gate = Gate of new tags
synapses-counts = Tagged now: { $tagged } of { $all } synapses. When the trial ends { $stronger } get stronger and { $weaker } weaker by more than { $least }.
synapses-silent = { $silent } of { $moments } captured moments are still silent.
synapses-shown = Shown: { $columns } of { $pre } columns, { $rows } of { $post } rows, { $how }.
synapses-all = all there are
synapses-most-both = the most tagged
synapses-tagged-both = all that are tagged, and others
synapses-tagged-columns = all columns that are tagged, and others; evenly spaced rows
synapses-most-columns = the most tagged columns, evenly spaced rows
synapses-spaced = evenly spaced
synapses-none = { $fixed ->
    [0] No synapses that can change end in { $region } in this model.
    [one] One projection ends in { $region } in this model; its synapses cannot change.
   *[other] { $fixed } projections end in { $region } in this model; their synapses cannot change.
  }

say-cue = Trial { $trial }: cue.
say-reward = Reward. VTA { $hz } Hz.
say-omission = No reward. VTA { $hz } Hz.
say-burst = Burst fired in { $nucleus }.
say-play = Playing, { $pace }.
say-pause = Paused at { $s } s of trial { $trial }.
say-finished = The experiment is finished.
say-shock = Shock. VTA { $hz } Hz.
say-spared = No shock. VTA { $hz } Hz.
say-left = Left; nothing came. VTA { $hz } Hz.
say-fears = Trial { $trial } of { $trials }. The cue foretells { $fear } of a shock.
say-trials = Trial { $trial } of { $trials }. VTA to cue { $cue } Hz, to reward { $reward } Hz above rest.
say-reset = Back at the start.
say-loaded = Experiment { $title } loaded.
say-recovered = The engine stopped and was started again at the same tick.

parameters-title = Parameters
parameters-live = applies at once
parameters-rebuild = needs a restart
parameters-restart = Restart with these
parameters-defaults = All defaults
parameters-default = Default { $n }
parameters-range = { $min } to { $max }
parameters-source = Source: { $source }
parameters-wrong = { $min } to { $max } is allowed

experiments-title = Experiments
experiments-own = Each runs at once on the brain shown. A file of your own can be dropped anywhere on the page or opened here; it is read by this page and goes nowhere.
experiments-open = Open a file
experiments-file = An experiment file, JSON
experiments-more = { $arms } arms, { $trials } trials
experiments-arms = Arms
experiments-expect = What should be seen
more-title = More
help-title = What this shows
help-simplified = What the model leaves out
help-keys-title = Keys
help-keys = Space plays and pauses. In the brain, arrow keys walk through regions or nuclei; Enter selects a region or fires a nucleus; Escape closes. In the timeline, arrow keys move through the trial; in the strip of trials above it they go from trial to trial, Page keys by ten, Home to the first and End to the newest. “Bookmark” keeps the moment shown in the link. Drop an experiment file on the page to run it.
help-section = The section is cut at x = 5 mm for the cortex and 2.5 mm for stem and cerebellum, in MNI millimetres. Front is right. Regions off the midline are projected onto it.
help-lines = One modulator is filled; thin lines join places of equal concentration above baseline: 10, 20, 40 and 80 nM for the leading one, one line for any other with news. The front follows the conduction time of the axons. Each lane of the timeline has its own height, told by its name, and shows the selected region.
help-glyphs = Seven synapses of each plastic region are sampled and drawn. The numbers in words count all synapses.

help-synapses = A selected region opens to its synapses: rows are postsynaptic, columns presynaptic units, bars their rates. The area of a square is the change that the weight takes when the trial ends, or the weight or tag itself; a diamond marks a tag. The third factor, made by dopamine in this region, turns tags into change; acetylcholine lets new tags be written.

help-seeds = “Run 20 seeds” runs the same experiment, arms and parameters with the seed shown and the nineteen after it, in workers of their own. The learning curve then has a thin line at the median over the seeds and a band from 10 to 90 % of them; the table can be downloaded as CSV with all parameters. Any change of the run takes them away.

notice-unread = This link could not be read in full: “{ $what }” was replaced by its default.
notice-slow = The engine runs on the page’s own thread here, because workers are not allowed.
notice-recovered = The engine stopped and was started again; the run continues at the same tick.
notice-dead = The engine stopped three times within a minute. The last picture stays; Reset starts again.
notice-shared = Copied: { $link }
problems-title = This experiment was not loaded. The running one goes on.
problems-count = { $n ->
    [one] One problem:
   *[other] { $n } problems:
  }
problem-whole = The file
problem-size = The file is larger than 1 MiB.
failed-title = The model could not be started
