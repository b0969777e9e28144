// Several searches side by side that tell each other of what they find.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "search.hpp"

namespace loopwise {

struct Budget {
    double seconds = kNever;  // by the clock
    std::int64_t steps = -1;  // of each search; the same steps give the same plan
};

struct Progress {
    double share;
    double took;
    std::int64_t steps;
    const Found* best;
};

struct Result {
    Found best;
    std::int64_t steps = 0;
    double took = 0;
};

class Team {
public:
    Team(const Problem& problem, std::uint64_t seed, int searches);

    // Searches until the budget is used, `tell` returns false or `stop` is set. Exchanges happen
    // after fixed numbers of steps, so that with a budget of steps nothing depends on the clock.
    Result run(const Budget& budget, const Plan* start,
               const std::function<bool(const Progress&)>& tell, std::atomic<bool>& stop);

private:
    void each(const std::function<void(Search&)>& work);
    void exchange();
    const Found& best() const;

    std::vector<std::unique_ptr<Search>> searches_;
    int round_;
};

}  // namespace loopwise
