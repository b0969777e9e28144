#include "team.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

namespace loopwise {

namespace {

constexpr double kExchanges[] = {0.45, 0.7, 0.85, 1.0};
// From a plan, one search mends what is near the change and the next looks farther: after a tenth
// of a second the first is ahead, after a second it is either.
constexpr double kMends = 0.04;
constexpr double kLooksFarther = 0.1;

double now() {
    using namespace std::chrono;
    return duration<double>(steady_clock::now().time_since_epoch()).count();
}

// Steps between two looks at the clock and at what the others found: some milliseconds.
int steps_of_round(const Problem& problem) {
    const auto work = static_cast<int>(problem.frames.size()) * 2 + problem.size() / 8;
    return std::clamp(30'000 / (work + 50), 50, 300);
}

}  // namespace

Team::Team(const Problem& problem, std::uint64_t seed, int searches)
    : round_(steps_of_round(problem)) {
    for (int s = 0; s < std::max(1, searches); ++s) {
        const auto own = seed * 1000 + static_cast<std::uint64_t>(s);
        const double warm = s % 2 == 0 ? kMends : kLooksFarther;
        searches_.push_back(std::make_unique<Search>(problem, own, warm));
    }
}

Result Team::run(const Budget& budget, const Plan* start,
                 const std::function<bool(const Progress&)>& tell, std::atomic<bool>& stop) {
    const double began = now();
    Result result;
    each([&](Search& search) { search.begin(start, stop); });
    std::size_t exchanged = 0;
    while (!stop) {
        const double took = now() - began;
        const bool by_clock = budget.steps < 0;
        const double share = by_clock
                                 ? took / budget.seconds
                                 : static_cast<double>(result.steps) /
                                       static_cast<double>(std::max<std::int64_t>(1, budget.steps));
        if (share >= kExchanges[exchanged]) {
            exchange();
            ++exchanged;
        }
        if (tell && !tell(Progress{std::min(1.0, share), took, result.steps, &best()})) break;
        if (share >= 1 || took >= budget.seconds) break;
        const auto left =
            by_clock ? round_ : std::min<std::int64_t>(round_, budget.steps - result.steps);
        const double all = by_clock ? static_cast<double>(result.steps) / std::max(share, 1e-3)
                                    : static_cast<double>(budget.steps);
        each([&](Search& search) { search.run(static_cast<int>(left), share, all, stop); });
        result.steps += left;
    }
    result.best = best();
    result.took = now() - began;
    return result;
}

void Team::each(const std::function<void(Search&)>& work) {
    std::vector<std::thread> others;
    for (std::size_t s = 1; s < searches_.size(); ++s) {
        others.emplace_back([&work, search = searches_[s].get()] { work(*search); });
    }
    work(*searches_.front());
    for (std::thread& other : others) other.join();
}

void Team::exchange() {
    const Found found = best();
    for (auto& search : searches_) search->hear(found);
}

const Found& Team::best() const {
    const Found* found = &searches_.front()->best();
    for (const auto& search : searches_) {
        if (search->best().better_than(*found)) found = &search->best();
    }
    return *found;
}

}  // namespace loopwise
