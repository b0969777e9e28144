#include "search.hpp"

#include <algorithm>
#include <cmath>

namespace loopwise {

namespace {

constexpr int kMeasured = 300;  // steps downhill by which the temperatures are found
constexpr double kHot = 1.0;    // of the usual loss of a step
constexpr double kCold = 0.006;
constexpr double kWarm = 0.1;         // of a start from nothing, for a cross of two plans
constexpr double kStepsOfStage = 55;  // for each stop of the first plan
constexpr int kMostStages = 60;
constexpr double kFromNothing = 0.35;  // share of the stages
constexpr int kElite = 6;

}  // namespace

Search::Search(const Problem& problem, std::uint64_t seed, double warm)
    : problem_(problem), annealing_(problem, seed), warm_(warm) {}

void Search::begin(const Plan* plan, const std::atomic<bool>& stop) {
    from_plan_ = plan != nullptr;
    annealing_.start(plan);
    annealing_.measure(kMeasured, stop);
    if (from_plan_) warmth_ = warm_;
    for (const Route& route : annealing_.best().plan.routes) stops_ += route.size();
}

void Search::run(int steps, double share, double all_steps, const std::atomic<bool>& stop) {
    if (stages_ == 0 && all_steps > 0) plan_stages(all_steps);
    if (stage_ + 1 < stages_ && share * stages_ >= stage_ + 1) next_stage(share);
    const double done = std::clamp(share * stages_ - stage_, 0.0, 1.0);
    const double hot = kHot * warmth_ * annealing_.usual_loss();
    const double cold = std::min(hot, kCold * annealing_.usual_loss());
    annealing_.run(steps, hot * std::pow(cold / hot, done), stop);
}

void Search::plan_stages(double all_steps) {
    const bool simple = problem_.days < 2;
    const double most = all_steps / (kStepsOfStage * stops_ + 1);
    stages_ = simple || from_plan_ ? 1 : std::clamp(static_cast<int>(most), 1, kMostStages);
}

void Search::next_stage(double share) {
    keep_among_best(annealing_.best());
    stage_ = std::min(stages_ - 1, static_cast<int>(share * stages_));
    if (stage_ < kFromNothing * stages_ || elite_.size() < 2) {
        warmth_ = 1;
        annealing_.start(nullptr);
    } else {
        warmth_ = kWarm;
        const Plan plan = crossed();
        annealing_.start(&plan);
    }
}

void Search::keep_among_best(const Found& found) {
    for (const Found& known : elite_) {
        if (std::abs(known.cost - found.cost) < 1e-6) return;
    }
    const auto after = std::find_if(elite_.begin(), elite_.end(),
                                    [&](const Found& known) { return found.better_than(known); });
    elite_.insert(after, found);
    if (elite_.size() > kElite) elite_.pop_back();
}

Plan Search::crossed() {
    Random& random = annealing_.random();
    const int count = static_cast<int>(elite_.size());
    const int one = random.below(count);
    const int other = (one + 1 + random.below(count - 1)) % count;
    const Plan& first = at(elite_, one).plan;
    const Plan& second = at(elite_, other).plan;
    const auto frames = problem_.frames.size();
    std::vector<std::vector<int>> routes(frames);
    std::vector<int> patterns(problem_.clients.size(), kUnserved);
    std::vector<char> seen(problem_.clients.size(), 0);
    std::vector<char> from_first(static_cast<std::size_t>(problem_.days));
    for (auto& choice : from_first) choice = random.chance(0.5);
    for (const bool turn : {true, false}) {
        const Plan& parent = turn ? first : second;
        for (std::size_t f = 0; f < frames; ++f) {
            const auto day = static_cast<std::size_t>(problem_.frames[f].day);
            if ((from_first[day] != 0) != turn) continue;
            for (const Stop& stop : parent.routes[f].stops) {
                const auto client = static_cast<std::size_t>(stop.client);
                routes[f].push_back(stop.client);
                if (seen[client]) continue;
                seen[client] = 1;
                patterns[client] = parent.pattern[client] - problem_.clients[client].first_pattern;
            }
        }
    }
    return rebuilt(problem_, routes, patterns, first.night);
}

void Search::hear(const Found& found) {
    keep_among_best(found);
}

const Found& Search::best() const {
    if (!elite_.empty() && elite_.front().better_than(annealing_.best())) return elite_.front();
    return annealing_.best();
}

}  // namespace loopwise
