// Ruin, recreate, and accept by simulated annealing.
#pragma once

#include <atomic>
#include <cstdint>

#include "plan.hpp"
#include "random.hpp"
#include "recreate.hpp"
#include "ruin.hpp"

namespace loopwise {

// A plan with its exact cost. Costs of plans that break a rule or leave out one who must be in are
// not compared with those that don't.
struct Found {
    Plan plan;
    double cost = kNever;
    bool feasible = false;

    bool better_than(const Found& other) const {
        if (feasible != other.feasible) return feasible;
        return cost < other.cost - 1e-7;
    }
};

class Annealing {
public:
    Annealing(const Problem& problem, std::uint64_t seed);

    // Goes on from a plan, or from nothing, and forgets the best of before. Visits
    // that are missing are put in first.
    void start(const Plan* plan);

    // Measures what a step that makes things worse usually costs, going downhill only.
    void measure(int steps, const std::atomic<bool>& stop);

    void run(int steps, double temperature, const std::atomic<bool>& stop);

    const Found& best() const { return best_; }  // since `start`
    double usual_loss() const { return usual_loss_; }
    Random& random() { return random_; }

private:
    double step(double temperature);
    void note_best();
    void adapt_prices();

    const Problem& problem_;
    Random random_;
    Costing costing_;
    Draft draft_;
    Ruin ruin_;
    Recreate recreate_;
    Plan empty_;
    std::vector<int> clients_;
    Prices prices_{0, 0};
    double cost_ = 0;
    double usual_loss_ = 0;
    Found best_;
    int steps_since_prices_ = 0;
    int within_since_prices_ = 0;
};

}  // namespace loopwise
