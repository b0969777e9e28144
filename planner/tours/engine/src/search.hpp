// One search from start to end: stages of annealing, and what they hand on.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "annealing.hpp"

namespace loopwise {

// A week has many plans that are good in different ways: which corner of the territory is seen on
// which day. One long annealing settles for one of them. So the first stages each begin from
// nothing, and the later ones from a cross of two of the best plans: some days of one, the others
// of the other (the population of Vidal et al. 2012 with annealing in place of their local search).
// Problems of one day are one long stage.
class Search {
public:
    // `warm`: how hot a search that begins from a plan is, as a share of one from nothing.
    Search(const Problem& problem, std::uint64_t seed, double warm);

    void begin(const Plan* plan, const std::atomic<bool>& stop);

    // So many steps of a search that is `share` over, 0 at its start and 1 at its end, and has
    // about `all_steps` in all.
    void run(int steps, double share, double all_steps, const std::atomic<bool>& stop);

    // Hears of what another search found.
    void hear(const Found& found);

    const Found& best() const;

private:
    void plan_stages(double all_steps);
    void next_stage(double share);
    void keep_among_best(const Found& found);
    Plan crossed();

    const Problem& problem_;
    Annealing annealing_;
    std::vector<Found> elite_;  // best first
    bool from_plan_ = false;
    int stops_ = 0;   // of the first plan
    int stages_ = 0;  // 0: not yet known
    int stage_ = 0;
    double warm_;
    double warmth_ = 1;  // at the start of this stage, of the search's own
};

}  // namespace loopwise
