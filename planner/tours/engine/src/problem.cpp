#include "problem.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace loopwise {

namespace {

// Neighbours kept for each client: strings are removed around a seed, and 60 reach farther than
// any ruin goes (Christiaens and Vanden Berghe 2020 remove some ten clients a time).
constexpr int kNeighbours = 60;

void require(bool holds, const char* sentence) {
    if (!holds) throw std::invalid_argument(sentence);
}

bool within(int number, int count) {
    return number >= 0 && number < count;
}

}  // namespace

void Problem::prepare() {
    check();
    sort_visits();
    frames_of_day_.assign(static_cast<std::size_t>(days), {});
    for (int f = 0; f < static_cast<int>(frames.size()); ++f) {
        at(frames_of_day_, at(frames, f).day).push_back(f);
    }
    for (auto& client : clients) {
        client.left_out = kNever;
        client.empty_pattern = -1;
        for (int p = client.first_pattern; p < client.first_pattern + client.patterns; ++p) {
            const auto& pattern = at(patterns, p);
            most_visits = std::max(most_visits, pattern.visits);
            if (pattern.visits > 0 || pattern.cost >= client.left_out) continue;
            client.left_out = pattern.cost;
            client.empty_pattern = p;
        }
    }
    find_neighbours();
}

void Problem::check() const {
    const auto cells = static_cast<std::size_t>(places) * static_cast<std::size_t>(places);
    require(cost.size() == cells && seconds.size() == cells, "the tables are not places x places");
    for (std::size_t i = 0; i < cells; ++i) {
        require(std::isfinite(cost[i]), "a cost is not a number");
        require(std::isfinite(seconds[i]) && seconds[i] >= 0, "a time is negative or no number");
    }
    for (const auto& frame : frames) {
        require(within(frame.start, places) && within(frame.end, places),
                "a frame's place is unknown");
        require(within(frame.day, days), "a frame's day is unknown");
        require(!soft_limits || (frame.most_driving == kNever && frame.most_working == kNever &&
                                 frame.lunch.seconds <= 0),
                "soft limits are the hours from opens to shuts and the load alone");
        require(frame.over_price >= 0 && (frame.over_price == 0 || !soft_limits),
                "a price of long days is wrong");
        require(!std::isnan(frame.opens) && !std::isnan(frame.shuts),
                "a frame's hours are no numbers");
    }
    for (const auto& client : clients) {
        require(within(client.place, places), "a client's place is unknown");
        require(std::isfinite(client.seconds) && client.seconds >= 0,
                "a call's length is negative");
        require(std::isfinite(client.load), "a load is no number");
    }
    for (const auto& pattern : patterns) {
        require(std::isfinite(pattern.cost), "a pattern's cost is not a number");
    }
    for (int day : visit_days) require(within(day, days), "a visit's day is unknown");
    for (const auto& night : nights) {
        require(within(night.frame, static_cast<int>(frames.size()) - 1),
                "a night has no next day");
        require(!night.places.empty(), "a night has no place");
        for (const auto& option : night.places) {
            require(within(option.place, places) && std::isfinite(option.cost), "a night is wrong");
        }
    }
}

// Visits are placed one by one, so those with the least choice of days come first.
void Problem::sort_visits() {
    for (const Pattern& pattern : patterns) {
        const auto first = visits.begin() + pattern.first_visit;
        std::stable_sort(first, first + pattern.visits,
                         [](const Visit& a, const Visit& b) { return a.days < b.days; });
    }
}

void Problem::find_neighbours() {
    const int count = size();
    const int kept = std::min(count, kNeighbours);
    near_.assign(static_cast<std::size_t>(count), {});
    std::vector<std::pair<double, int>> ranked(static_cast<std::size_t>(count));
    double legs = 0;
    int counted = 0;
    double longest = 0;
    for (int c = 0; c < count; ++c) {
        const int here = at(clients, c).place;
        for (int o = 0; o < count; ++o) {
            const int there = at(clients, o).place;
            const double both = cost_of(here, there) + cost_of(there, here);
            at(ranked, o) = {o == c ? -kNever : both, o};
        }
        std::partial_sort(ranked.begin(), ranked.begin() + kept, ranked.end());
        auto& near = at(near_, c);
        for (int i = 0; i < kept; ++i) near.push_back(at(ranked, i).second);
        for (int i = 1; i < std::min(kept, 6); ++i, ++counted) {
            legs += at(ranked, i).first / 2;
        }
    }
    for (double leg : cost) longest = std::max(longest, leg);
    usual_leg_ = counted > 0 ? legs / counted : longest;
    if (usual_leg_ <= 0) usual_leg_ = std::max(longest, 1.0);
    double dearest = 0;
    for (const auto& client : clients) {
        if (std::isfinite(client.left_out)) dearest = std::max(dearest, client.left_out);
    }
    must_ = 4 * (longest + dearest) + 1;
}

}  // namespace loopwise
