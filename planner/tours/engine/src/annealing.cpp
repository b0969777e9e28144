#include "annealing.hpp"

#include <algorithm>
#include <cmath>

namespace loopwise {

namespace {

constexpr int kStepsBetweenPrices = 100;

}  // namespace

Annealing::Annealing(const Problem& problem, std::uint64_t seed)
    : problem_(problem),
      random_(seed),
      costing_(problem),
      draft_(problem, costing_),
      ruin_(problem, random_),
      recreate_(problem, random_),
      empty_(draft_.plan()),
      usual_loss_(problem.usual_leg()) {
    if (!problem.soft_limits) return;
    double load = 0;
    for (const Client& client : problem.clients) load += client.load;
    prices_.load = load > 0 ? 2 * problem.usual_leg() * problem.size() / load : 0;
    prices_.time = 2;
}

void Annealing::start(const Plan* plan) {
    draft_.load(plan ? *plan : empty_);
    clients_.clear();
    for (int c = 0; c < problem_.size(); ++c) {
        if (!draft_.is_whole(c)) clients_.push_back(c);
    }
    recreate_.run(draft_, clients_, prices_);
    draft_.keep();
    cost_ = costing_.of_plan(draft_.plan(), prices_);
    best_ = Found{draft_.plan(), costing_.of_plan(draft_.plan(), Prices{0, 0}), false};
    note_best();
}

void Annealing::measure(int steps, const std::atomic<bool>& stop) {
    std::vector<double> losses;
    for (int i = 0; i < steps && !stop.load(std::memory_order_relaxed); ++i) {
        const double change = step(0);
        // Whoever must be in and found no place says nothing of the usual loss.
        if (change > 1e-9 && change < problem_.must() / 2) losses.push_back(change);
    }
    if (losses.size() < 10) return;
    const auto middle = losses.begin() + static_cast<std::ptrdiff_t>(losses.size() / 2);
    std::nth_element(losses.begin(), middle, losses.end());
    usual_loss_ = *middle;
}

void Annealing::run(int steps, double temperature, const std::atomic<bool>& stop) {
    for (int i = 0; i < steps && !stop.load(std::memory_order_relaxed); ++i) step(temperature);
    cost_ = costing_.of_plan(draft_.plan(), prices_);  // sums of differences drift
}

double Annealing::step(double temperature) {
    ruin_.run(draft_);
    clients_ = ruin_.removed();
    recreate_.run(draft_, clients_, prices_);
    const double change = draft_.change(prices_);
    const bool accepted = change < -temperature * std::log(random_.unit() + 1e-300);
    if (accepted) {
        draft_.keep();
        cost_ += change;
        if (cost_ < best_.cost - 1e-7 || !best_.feasible) note_best();
    } else {
        draft_.drop();
    }
    if (problem_.soft_limits) adapt_prices();
    return change;
}

void Annealing::note_best() {
    const Plan& plan = draft_.plan();
    const bool feasible = costing_.within_limits(plan) && costing_.serves_all(plan);
    if (!feasible && (best_.feasible || problem_.soft_limits)) return;
    const double cost = costing_.of_plan(plan, Prices{0, 0});
    if (feasible == best_.feasible && cost >= best_.cost - 1e-7) return;
    best_.feasible = feasible;
    best_.cost = cost;
    best_.plan = plan;
}

// Limits that are broken too often become dearer, those hardly ever broken cheaper (Vidal et al.
// 2012, Operations Research 60(3), section 4.3, aim at a share of plans within limits).
void Annealing::adapt_prices() {
    within_since_prices_ += costing_.within_limits(draft_.plan());
    if (++steps_since_prices_ < kStepsBetweenPrices) return;
    const double share = static_cast<double>(within_since_prices_) / steps_since_prices_;
    const double factor = share < 0.2 ? 1.1 : share > 0.6 ? 0.92 : 1.0;
    steps_since_prices_ = within_since_prices_ = 0;
    if (factor == 1.0) return;
    prices_.load *= factor;
    prices_.time *= factor;
    recreate_.forget();
    cost_ = costing_.of_plan(draft_.plan(), prices_);
}

}  // namespace loopwise
