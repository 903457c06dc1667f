//! The rows: key, default, range, unit, whether it is live; what it does; where the default comes from.

use super::Parameter;
use serde::{Deserialize, Serialize};

parameters! {
    "Dopamine" {
        dopamine_release = 148.0 [0.0, 600.0] "nM/s per Hz" live,
            "Dopamine released per spike in dorsal striatum; 0 removes dopamine.",
            "0.104 terminals/um3 x 3000 molecules x 0.06 release probability / 0.21 volume fraction; Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010";
        dopamine_vmax = 4100.0 [100.0, 10000.0] "nM/s" live,
            "Largest uptake rate of the dopamine transporter in dorsal striatum; blockers such as cocaine act like a larger Km.",
            "Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010";
        dopamine_km = 210.0 [50.0, 5000.0] "nM" live,
            "Concentration at which uptake is half as fast as it can be.",
            "Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010";
        dopamine_velocity = 0.8 [0.5, 5.0] "m/s" rebuild,
            "Conduction velocity of the thin dopamine axons.",
            "range 0.5 to 1 m/s for unmyelinated axons; choice ours";
        dopamine_tonic_hz = 4.0 [0.0, 12.0] "Hz" live,
            "Firing of VTA and SNc without news.",
            "Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010";
        burst_spikes = 1.0 [0.0, 10.0] "spikes" live,
            "Extra spikes per dopamine neuron for a prediction error of one reward.",
            "bursts of 15 to 30 Hz for 0.1 to 0.2 s, Schultz 1998, doi:10.1152/jn.1998.80.1.1; choice ours";
        burst_tau_ms = 30.0 [20.0, 300.0] "ms" live,
            "Time over which a prediction error is turned into spikes.",
            "ours: gives bursts of 0.1 to 0.2 s";
        dip_sensitivity = 0.5 [0.0, 2.0] "" live,
            "Exponent with which the slope of D2 occupancy at tone, over the usual one, scales what pauses of dopamine teach.",
            "ours; high-affinity receptors hear pauses, Dreyer et al. 2010, doi:10.1523/JNEUROSCI.1894-10.2010; learning from losses off medication, Frank et al. 2004, doi:10.1126/science.1102941";
        dopamine_lead_ms = 310.0 [0.0, 500.0] "ms" live,
            "How much more D1 signalling answers a change of dopamine than its level.",
            "ours: sharpens credit in time; 0 lets value overshoot";
    }
    "Acetylcholine" {
        acetylcholine_release = 100.0 [0.0, 600.0] "nM/s per Hz" live,
            "Acetylcholine released per spike in cortex; 0 removes it, and cortical tags with it.",
            "ours: tonic level of some tens of nM";
        acetylcholine_vmax = 10000.0 [100.0, 100000.0] "nM/s" live,
            "Largest rate of hydrolysis by acetylcholinesterase.",
            "ours: with Km gives a decay of 0.1 s; no volume-level value verified";
        acetylcholine_km = 1000.0 [50.0, 100000.0] "nM" live,
            "Concentration at which hydrolysis is half as fast as it can be.",
            "ours: with Vmax gives a decay of 0.1 s";
        acetylcholine_velocity = 2.5 [0.5, 5.0] "m/s" rebuild,
            "Conduction velocity of basal forebrain axons, partly myelinated.",
            "antidromic latencies 1 to 26 ms in rat, Aston-Jones et al. 1985, doi:10.1016/0006-8993(85)91414-4; velocity ours";
        acetylcholine_tonic_hz = 3.0 [0.0, 12.0] "Hz" live,
            "Firing of the basal forebrain without news.",
            "ours, within the range of Aston-Jones et al. 1985";
        cue_salience_hz = 15.0 [0.0, 60.0] "Hz" live,
            "Extra basal forebrain firing while a stimulus appears.",
            "ours; responses to salient events: Hangya et al. 2015, doi:10.1016/j.cell.2015.07.057";
        tag_gate_gain = 8.0 [0.0, 50.0] "" live,
            "How far muscarinic M1 occupancy above tone opens the cortical tag gate (1 is fully open).",
            "ours; cholinergic gating: Froemke et al. 2007, doi:10.1038/nature06289";
        doubt_hz = 1.0 [0.0, 3.0] "Hz" live,
            "Extra basal forebrain firing per unit of expected uncertainty above that of known even odds; that much less in a routine without surprises.",
            "ours; Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026";
        tag_tone = 1.0 [0.0, 4.0] "" live,
            "Exponent with which lasting M1 occupancy over the usual one scales new cortical tags: tonic acetylcholine as learning rate.",
            "ours; Doya 2002, doi:10.1016/S0893-6080(02)00044-8";
    }
    "Noradrenaline" {
        noradrenaline_release = 20.0 [0.0, 200.0] "nM/s per Hz" live,
            "Noradrenaline released per spike in cortex; 0 removes it.",
            "ours: tonic level of about 20 nM; nothing verified";
        noradrenaline_vmax = 300.0 [10.0, 5000.0] "nM/s" live,
            "Largest uptake rate of the noradrenaline transporter.",
            "assumption; nothing verified";
        noradrenaline_km = 300.0 [50.0, 5000.0] "nM" live,
            "Concentration at which noradrenaline uptake is half as fast as it can be.",
            "assumption; nothing verified";
        noradrenaline_velocity = 1.0 [0.5, 5.0] "m/s" rebuild,
            "Conduction velocity of locus coeruleus axons.",
            "above 1 m/s in some cells of the monkey, Aston-Jones et al. 1985, doi:10.1016/0006-8993(85)91414-4";
        noradrenaline_tonic_hz = 1.0 [0.0, 8.0] "Hz" live,
            "Firing of the locus coeruleus without news.",
            "0.2 to 2 Hz, Foote et al. 1980, doi:10.1073/pnas.77.5.3033";
        surprise_hz = 10.0 [0.0, 40.0] "Hz" live,
            "Extra locus coeruleus firing for a prediction error of one reward, of either sign.",
            "ours; Aston-Jones & Cohen 2005, doi:10.1146/annurev.neuro.28.061604.135709";
        alarm_hz = 3.0 [0.0, 40.0] "Hz" live,
            "Extra locus coeruleus firing per unit of unexpected uncertainty, for as long as it lasts.",
            "ours; Yu & Dayan 2005, doi:10.1016/j.neuron.2005.04.026";
        reset_gain = 0.4 [0.0, 20.0] "per trial" live,
            "Share of the striatal weights' distance to their start that is given up per trial and unit of beta occupancy above tone.",
            "ours; network reset: Bouret & Sara 2005, doi:10.1016/j.tins.2005.09.002";
        alertness = 0.5 [0.0, 20.0] "" live,
            "How far lasting beta occupancy above what ordinary trials leave behind raises the learning rate of value.",
            "ours; learning rate after change points, Nassar et al. 2012, doi:10.1038/nn.3130";
        exploration = 0.5 [0.0, 2.0] "" live,
            "Exponent with which beta occupancy over its usual level makes choices more random.",
            "ours; noradrenaline as randomness, Doya 2002, doi:10.1016/S0893-6080(02)00044-8";
        neural_gain = 2.0 [0.0, 10.0] "" live,
            "How strongly beta-receptor occupancy above tone raises the gain of cortical units.",
            "ours; adaptive gain: Aston-Jones & Cohen 2005, doi:10.1146/annurev.neuro.28.061604.135709";
    }
    "Serotonin" {
        serotonin_release = 30.0 [0.0, 200.0] "nM/s per Hz" live,
            "Serotonin released per spike in cortex; 0 removes it.",
            "ours: tonic level of about 20 nM";
        serotonin_vmax = 570.0 [10.0, 5000.0] "nM/s" live,
            "Largest uptake rate of the serotonin transporter.",
            "Bunin et al. 1998, doi:10.1523/JNEUROSCI.18-13-04854.1998 (from memory)";
        serotonin_km = 170.0 [20.0, 5000.0] "nM" live,
            "Concentration at which serotonin uptake is half as fast as it can be.",
            "Bunin & Wightman 1998, doi:10.1523/JNEUROSCI.18-13-04854.1998";
        serotonin_velocity = 0.8 [0.5, 5.0] "m/s" rebuild,
            "Conduction velocity of the thin raphe axons.",
            "range 0.5 to 1 m/s for unmyelinated axons; choice ours";
        serotonin_tonic_hz = 2.0 [0.0, 12.0] "Hz" live,
            "Firing of the dorsal raphe without news; sets how far value looks ahead.",
            "ours, 0.5 to 4 Hz";
        patience_hz = 2.0 [0.0, 20.0] "Hz" live,
            "Extra raphe firing while a reward of value 1 is awaited.",
            "ours; firing while waiting: Miyazaki et al. 2011, doi:10.1523/JNEUROSCI.3714-10.2011";
        raphe_surprise_hz = 6.0 [0.0, 40.0] "Hz" live,
            "Extra raphe firing for a prediction error of one reward, of either sign.",
            "ours; responses to errors of both signs: Matias et al. 2017, doi:10.7554/eLife.20552";
        raphe_doubt_hz = 0.5 [0.0, 2.0] "Hz" live,
            "Extra raphe firing per unit of expected uncertainty above that of known even odds; that much less in a routine without surprises.",
            "ours; raphe neurons follow expected uncertainty: Grossman, Bari & Cohen 2022, doi:10.1016/j.cub.2021.12.006";
        learning_pace = 1.0 [0.0, 4.0] "" live,
            "Exponent with which 5-HT2A occupancy as a trial begins, over that at tone, scales what pauses of dopamine teach value.",
            "ours; serotonin raises learning rates: Iigaya et al. 2018, doi:10.1038/s41467-018-04840-2; Grossman, Bari & Cohen 2022, doi:10.1016/j.cub.2021.12.006";
        horizon_gain = 2.0 [0.0, 20.0] "" live,
            "How strongly tonic serotonin (5-HT1A occupancy against its usual level) lengthens the horizon.",
            "ours; Doya 2002, doi:10.1016/S0893-6080(02)00044-8";
    }
    "Body" {
        age_years = 25.0 [20.0, 90.0] "years" live,
            "Age: dopamine receptors and transporters are lost at published rates, synthesis is not; at 25 the brain is as all other figures describe it.",
            "Karrer et al. 2017, doi:10.1016/j.neurobiolaging.2017.05.006; Seaman et al. 2019, doi:10.1002/hbm.24574";
        arousal = 1.0 [0.0, 2.0] "" live,
            "State of wakefulness: 0 slow-wave sleep, 1 quiet wake, 2 active wake. It sets the tonic firing of the nuclei and nothing else (tone only): the senses are not gated.",
            "Marrosu et al. 1995, doi:10.1016/0006-8993(94)01399-3; Miller et al. 1983, doi:10.1016/0006-8993(83)91128-5";
        rem = 0.0 [0.0, 1.0] "" live,
            "Share of REM sleep in the state, in place of arousal: locus coeruleus and raphe nearly silent, acetylcholine high, most of all in hippocampus. Tone only: the senses are not gated.",
            "Marrosu et al. 1995, doi:10.1016/0006-8993(94)01399-3; Lydic et al. 1984, American Journal of Physiology 247:R135";
    }
    "Value" {
        horizon_s = 5.0 [0.5, 30.0] "s" live,
            "Time over which expected reward is discounted to 1/e at usual serotonin.",
            "0.82 per second; choice ours";
        critic_rate = 0.3 [0.0, 3.0] "" live,
            "Learning rate of the critic's synapses, each a cortical feature at a hippocampal time, onto ventral striatum.",
            "ours: acquisition within about 100 trials";
        critic_tag_silent_ms = 200.0 [0.0, 1000.0] "ms" live,
            "Time after pairing during which dopamine does not yet act on a striatal tag; about the lag of dopamine, so that a cue's own burst cannot raise the value of that cue.",
            "ours; dopamine acts from 0.3 s after pairing, Yagishita et al. 2014, doi:10.1126/science.1255514";
        critic_tag_decay_ms = 30.0 [20.0, 5000.0] "ms" live,
            "Time in which an eligible striatal tag fades; short, because time cells bridge the delay.",
            "ours; the slice shows about 1 s, Yagishita et al. 2014, doi:10.1126/science.1255514";
        aversive_rate = 4.0 [0.0, 10.0] "" live,
            "Learning rate of the amygdala's synapses, each a cortical feature at a hippocampal time, from punishment less what was expected; 0 fears nothing.",
            "ours: fear within about ten trials; instructive signals, Johansen et al. 2010, doi:10.1038/nn.2594";
        fear_gate = 1.0 [0.0, 2.0] "" live,
            "Exponent with which noradrenaline, by the occupancy of beta receptors in the amygdala over its usual tone, scales what is learned of punishment; at 0 it makes no difference.",
            "ours; Bush, Caparosa, Gekker & LeDoux 2010, doi:10.3389/fnbeh.2010.00154";
    }
    "Waiting" {
        effort = 0.2 [0.0, 2.0] "" live,
            "Value that waiting on must have to be as likely as leaving, in rewards: what waiting costs and what else could be done.",
            "ours; opportunity costs, Niv et al. 2007, doi:10.1007/s00213-006-0502-4";
        wait_steepness = 10.0 [0.0, 60.0] "per reward" live,
            "How strictly value above the effort makes the brain wait on; tonic noradrenaline divides it as it does for choices.",
            "ours";
    }
    "Ablations" {
        dopamine_lag_ms = 0.0 [0.0, 5000.0] "ms" live,
            "Time by which dopamine neurons answer late.",
            "0 in the intact brain";
        dopamine_shuffle = 0.0 [0.0, 1.0] "" rebuild,
            "Probability that a trial's errors reach the dopamine neurons from another trial.",
            "0 in the intact brain; the honest null of dopamine that tells nothing";
    }
    "Choice" {
        inverse_temperature = 1.0 [0.05, 20.0] "" live,
            "How strictly the action with the highest preference is chosen.",
            "ours";
        preference_gain = 1.5 [0.1, 10.0] "" live,
            "Preference per unit of Go minus NoGo activity in a channel of the caudate.",
            "ours";
        opponency = 3.0 [0.0, 4.0] "" live,
            "Exponent with which tonic dopamine, by the occupancy of D1 and D2 at tone over the usual, weighs Go against NoGo at the moment of choice.",
            "ours; Collins & Frank 2014, doi:10.1037/a0037015";
        striatal_drive = 0.3 [0.0, 1.0] "" rebuild,
            "Drive of units of the caudate beside their synapses; near 0 they are silent until something is learned, so that Go holds what is good and NoGo what is bad.",
            "ours";
        choice_contrast = 0.7 [0.0, 1.0] "" live,
            "How much of the expected choice is taken away from the feedback of the actual one.",
            "ours; 1 is the policy gradient, 0 attention to the chosen action alone, Roelfsema & van Ooyen 2005, doi:10.1162/0899766054615699";
        feedback_ms = 300.0 [0.0, 2000.0] "ms" live,
            "Time for which a choice feeds back to the cortex.",
            "ours";
        actor_rate = 10.0 [0.0, 200.0] "" live,
            "Learning rate of the synapses from sense to action; those of a region are scaled further below.",
            "ours: task learned in about 100 trials";
        sensory_rate = 1.0 [0.0, 10.0] "" live,
            "Factor on the learning rate of synapses onto sensory cortex.",
            "ours";
        association_rate = 1.0 [0.0, 10.0] "" live,
            "Factor on the learning rate of synapses onto association cortex.",
            "ours";
        prefrontal_rate = 1.0 [0.0, 10.0] "" live,
            "Factor on the learning rate of synapses onto prefrontal cortex.",
            "ours";
        striatal_rate = 0.3 [0.0, 10.0] "" live,
            "Factor on the learning rate of synapses onto the striatum.",
            "ours";
        priming = 0.0 [-1.0, 1.0] "" live,
            "Order in which levels take their changes: 1 upstream first, the event reinstated between, -1 downstream first, 0 all at once.",
            "ours: a prediction of the model";
        priming_noise = 0.1 [0.0, 2.0] "" live,
            "Standard deviation of the noise with which an event is reinstated.",
            "ours; as that of the senses";
        attention = 1.0 [0.0, 1.0] "" live,
            "How far feedback from the chosen action says which synapses are tagged; at 0 every active synapse is, as Hebb would have it.",
            "Roelfsema & van Ooyen 2005, doi:10.1162/0899766054615699; 1 is the rule itself";
        reciprocity = 1.0 [0.0, 1.0] "" live,
            "How far feedback synapses take the changes of the forward ones; 0 leaves them as the night has made them.",
            "Kolen & Pollack 1994, doi:10.1109/ICNN.1994.374486; 1 is the rule itself";
        fading = 0.0003 [0.0, 0.1] "per trial" live,
            "Share of an actor's weight that is lost with every trial.",
            "ours; keeps forward and feedback weights alike, Kolen & Pollack 1994, doi:10.1109/ICNN.1994.374486";
        mirror_patterns = 3000.0 [0.0, 5000.0] "" rebuild,
            "Spontaneous patterns in the sleep before the first task that align feedback with forward weights; 0 leaves the feedback random.",
            "weight mirror, Akrout et al. 2019, arXiv:1904.05391; number ours";
        habituation = 80.0 [0.0, 1000.0] "" rebuild,
            "Unrewarded exposures before the first trial, from which units know their usual rates.",
            "ours";
        shaping = 0.35 [0.0, 1.0] "" rebuild,
            "Chance of reward that free rewards before the first trial have taught the critic to expect; 0 is a naive animal. Somewhat more than four actions bring by chance: what falls short of it disappoints, and fewer choices are stuck.",
            "ours; optimistic initial values, Sutton & Barto 2018, Reinforcement Learning, section 2.6";
        usual_rate = 0.01 [0.0, 1.0] "per trial" live,
            "How fast the usual rates follow the present ones.",
            "ours";
    }
    "Context" {
        engram_size = 200.0 [1.0, 512.0] "units" rebuild,
            "Units of association cortex that take part in one context; with all of them there is no gating.",
            "ours; a tenth to a third of the cells, Josselyn & Tonegawa 2020, doi:10.1126/science.aaw4325";
        disinhibition = 0.3 [0.0, 1.0] "" rebuild,
            "Exponent with which inhibition in association cortex falls with the share of its units that a context lets take part.",
            "ours: with 0 the few cells of an engram are too sparse to learn with";
        hazard = 0.01 [0.0, 0.5] "per trial" live,
            "How often the situation is expected to change where no cue tells it and association cortex is gated; 0: never.",
            "ours; inference of hidden states, Gershman, Blei & Niv 2010, doi:10.1037/a0017808";
        replay_rate = 1.0 [0.0, 20.0] "" live,
            "Learning rate of replay in sleep, as a factor of that of waking.",
            "ours";
    }
    "Working memory" {
        gate_rate = 30.0 [0.0, 100.0] "" live,
            "Factor on the learning rate of the synapses that open and close the gate of working memory; 0 leaves it half open.",
            "ours; learned gating, O'Reilly & Frank 2006, doi:10.1162/089976606775093909";
        memory_hold_s = 20.0 [0.1, 600.0] "s" live,
            "Time in which what prefrontal cortex holds fades to 1/e.",
            "ours; delay activity over many seconds, Funahashi et al. 1989, doi:10.1152/jn.1989.61.2.331";
    }
    "Movement" {
        motor_exploration = 0.2 [0.0, 4.0] "" live,
            "Standard deviation of what is tried in each movement, in drive of a unit of motor cortex; at 0 no skill is learned. Its size hardly matters, for what is learned grows with it.",
            "ours; motor noise as exploration, Tumer & Brainard 2007, doi:10.1038/nature06390";
        motor_rate = 12.0 [0.0, 200.0] "" live,
            "Learning rate of the synapses from premotor onto motor cortex; 0 leaves a skill as it is.",
            "ours: a skill in some two hundred movements";
        choice_blame = 0.0 [0.0, 1.0] "" live,
            "Share of what a reach that was seen to miss teaches the choice of its goal; 1: as much as any other outcome.",
            "ours; striatal prediction errors are attenuated after failures of execution, McDougle et al. 2019, doi:10.1016/j.cub.2019.04.011";
        motor_noise_deg = 3.0 [0.0, 45.0] "degrees" live,
            "Standard deviation of the noise between command and limb.",
            "ours; spread of reaches of some degrees, van Beers, Haggard & Wolpert 2004, doi:10.1152/jn.00652.2003";
        cerebellar_slow_rate = 0.1 [0.0, 1.0] "" live,
            "Share of the error of a movement that the slow memory of the cerebellum corrects.",
            "ours: 0.02 for one direction in Smith et al. 2006, doi:10.1371/journal.pbio.0040179; more, since here four directions take turns";
        cerebellar_slow_keep = 0.998 [0.0, 1.0] "per movement" live,
            "Share of the slow memory that outlasts a movement.",
            "ours: 0.992 in Smith et al. 2006, doi:10.1371/journal.pbio.0040179; more, since here four directions take turns";
        cerebellar_fast_rate = 0.21 [0.0, 1.0] "" live,
            "Share of the error of a movement that the fast memory of the cerebellum corrects.",
            "Smith, Ghazizadeh & Shadmehr 2006, doi:10.1371/journal.pbio.0040179";
        cerebellar_fast_keep = 0.59 [0.0, 1.0] "per movement" live,
            "Share of the fast memory that outlasts a movement.",
            "Smith, Ghazizadeh & Shadmehr 2006, doi:10.1371/journal.pbio.0040179";
    }
    "Tags and weights" {
        tag_gain = 1.0 [0.0, 4.0] "" live,
            "Strength with which pre and post activity write a tag; 0 removes tags.",
            "unit of tags";
        information_open = 0.4 [0.0, 10.0] "" live,
            "Squared coefficient of variation of the input over units from which on choices are fully learned from; nothing is below half of it. 0 is no protection against runaway.",
            "ours; sliding threshold, Bienenstock, Cooper & Munro 1982, doi:10.1523/JNEUROSCI.02-01-00032.1982";
        cortical_rate = 0.5 [0.0, 5.0] "" live,
            "Learning rate of tagged cortical synapses.",
            "ours: some ten per cent of the bound in a hundred trials";
        cortical_tag_silent_ms = 300.0 [0.0, 2000.0] "ms" live,
            "Time after pairing during which dopamine does not yet act on a cortical tag.",
            "dopamine acts from 0.3 s after pairing, Yagishita et al. 2014, doi:10.1126/science.1255514 (striatum)";
        striatal_tag_decay_ms = 1000.0 [100.0, 20000.0] "ms" live,
            "Time in which an eligible tag onto the dorsal striatum fades.",
            "0.3 to 2 s in slices, Yagishita et al. 2014, doi:10.1126/science.1255514";
        cortical_tag_decay_ms = 1500.0 [100.0, 20000.0] "ms" live,
            "Time in which an eligible cortical tag fades.",
            "5 to 10 s in cortical slices, He et al. 2015, doi:10.1016/j.neuron.2015.09.037; shorter here";
    }
    "Network" {
        rate_tau_ms = 30.0 [10.0, 200.0] "ms" rebuild,
            "Time constant of firing rates.",
            "Miconi 2017, doi:10.7554/eLife.20899";
        unit_gain = 1.5 [0.1, 10.0] "" live,
            "Gain of units over the spread of their region's drive.",
            "ours: rates about 0.4 where active";
        sparseness = 1.5 [0.0, 4.0] "" live,
            "Threshold of units in mean deviations of their region's drive; 1.5 leaves about one in nine active.",
            "sparse association cortex; choice ours";
        inhibition_floor = 0.05 [0.001, 10.0] "" live,
            "Spread of drive below which divisive inhibition no longer amplifies it.",
            "semi-saturation, Carandini & Heeger 2012, doi:10.1038/nrn3136; value ours";
        sensory_noise = 0.1 [0.0, 2.0] "" live,
            "Standard deviation of the noise of each thalamic unit, in units of its answer to a cue.",
            "ours";
    }
}
