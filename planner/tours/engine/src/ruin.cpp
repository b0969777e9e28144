#include "ruin.hpp"

#include <algorithm>
#include <cmath>

namespace loopwise {

namespace {

// As measured on generated weeks and cycles of many sizes: the paper's 10 with strings up to 10.
constexpr double kMeanRemoved = 15;
constexpr double kLongestString = 10;
constexpr double kSplitShare = 0.5;    // of strings that keep some stops inside
constexpr double kGrowSplit = 0.01;    // chance to stop growing the kept part
constexpr double kNewDaysShare = 0.6;  // of ruins after which all days are chosen anew
constexpr double kNightShare = 0.08;   // of ruins that move a night
constexpr int kMostLeftOut = 12;       // left-out neighbours tried again

}  // namespace

Ruin::Ruin(const Problem& problem, Random& random) : problem_(problem), random_(random) {
    is_removed_.assign(problem.clients.size(), 0);
    cuts_.assign(problem.frames.size(), 0);
    for (int c = 0; c < problem.size(); ++c) {
        if (at(problem.clients, c).left_out != kNever) optional_.push_back(c);
    }
}

void Ruin::run(Draft& draft) {
    start(draft);
    if (!problem_.nights.empty() && random_.chance(kNightShare)) move_a_night(draft);
    const bool new_days = problem_.most_visits == 1 || random_.chance(kNewDaysShare);
    take_strings(draft, new_days);
    if (problem_.most_visits > 1 && new_days) take_other_visits(draft);
    note_some_left_out(draft);
    draft.settle();
}

void Ruin::start(const Draft& draft) {
    for (int c : removed_) at(is_removed_, c) = 0;
    for (int r : cut_) at(cuts_, r) = 0;
    removed_.clear();
    cut_.clear();
    int stops = 0;
    driven_ = 0;
    for (const Route& route : draft.plan().routes) {
        stops += route.size();
        driven_ += route.size() > 0;
    }
    mean_size_ = driven_ > 0 ? static_cast<double>(stops) / driven_ : 1;
}

bool Ruin::note(int client) {
    char& noted = at(is_removed_, client);
    if (noted) return false;
    noted = 1;
    removed_.push_back(client);
    return true;
}

void Ruin::move_a_night(Draft& draft) {
    const int night = random_.below(static_cast<int>(problem_.nights.size()));
    const int choice = choice_of_night(draft, night);
    if (choice == at(draft.plan().night, night)) return;
    draft.choose_night(night, choice);
    draft.settle();
    const int frame = at(problem_.nights, night).frame;
    empty_broken(draft, frame);
    empty_broken(draft, frame + 1);
}

int Ruin::choice_of_night(const Draft& draft, int night) {
    const auto& chosen = draft.plan().night;
    const auto& places = at(problem_.nights, night).places;
    const int now = at(chosen, night);
    int away = 0;
    for (int n = 0; n < static_cast<int>(chosen.size()); ++n) {
        const bool same = at(problem_.nights, n).group == at(problem_.nights, night).group;
        away += same && at(chosen, n) > 0;
    }
    if (now == 0 && away >= problem_.most_nights) return 0;
    if (now > 0 && random_.chance(0.5)) return 0;
    return random_.below(static_cast<int>(places.size()));
}

void Ruin::empty_broken(Draft& draft, int route) {
    const Route& broken = at(draft.plan().routes, route);
    if (broken.holds) return;
    for (const Stop& stop : broken.stops) note(stop.client);
    draft.take_out(route, 0, broken.size());
    draft.settle();
}

// Where clients keep their days, all strings come from routes of one day: only these can trade
// stops.
void Ruin::take_strings(Draft& draft, bool new_days) {
    const double longest = std::min(kLongestString, std::max(1.0, mean_size_));
    const double most = 4 * kMeanRemoved / (1 + longest) - 1;
    const int strings = static_cast<int>(1 + random_.unit() * std::max(1.0, most));
    // One string a route, as in the paper, but where there are fewer routes than strings.
    const int most_cuts = 1 + (strings - 1) / std::max(1, driven_);
    const int seed = random_.below(problem_.size());
    const int at_seed = some_route_of(draft, seed);
    const int day = at_seed == kNowhere ? 0 : at(problem_.frames, at_seed).day;
    int taken = 0;
    int left_out = 0;
    for (int client : problem_.near(seed)) {
        if (taken >= strings) break;
        if (at(is_removed_, client)) continue;
        const bool any_day = new_days && (problem_.most_visits == 1 || random_.chance(0.5));
        const int route = any_day ? some_route_of(draft, client) : route_on(draft, client, day);
        if (route == kNowhere) {
            const bool absent = draft.visits_of(client) == 0;
            if (absent && left_out < kMostLeftOut && note(client)) ++left_out;
        } else if (at(cuts_, route) < most_cuts) {
            take_string(draft, client, route);
            ++taken;
        }
    }
}

int Ruin::some_route_of(const Draft& draft, int client) {
    int found = kNowhere;
    int seen = 0;
    for (int v = 0; v < draft.visits_of(client); ++v) {
        const int route = draft.route_of(client, v);
        if (route != kNowhere && random_.below(++seen) == 0) found = route;
    }
    return found;
}

int Ruin::route_on(const Draft& draft, int client, int day) const {
    for (int v = 0; v < draft.visits_of(client); ++v) {
        const int route = draft.route_of(client, v);
        if (route != kNowhere && at(problem_.frames, route).day == day) return route;
    }
    return kNowhere;
}

void Ruin::take_string(Draft& draft, int client, int route) {
    if (at(cuts_, route)++ == 0) cut_.push_back(route);
    const auto& stops = at(draft.plan().routes, route).stops;
    const int size = static_cast<int>(stops.size());
    const int longest =
        std::min(size, static_cast<int>(std::min(kLongestString, std::max(1.0, mean_size_))));
    const int length = 1 + random_.below(longest);
    int kept = 0;
    if (length > 1 && length < size && random_.chance(kSplitShare)) {
        kept = 1;
        while (length + kept < size && !random_.chance(kGrowSplit) && random_.chance(0.5)) ++kept;
    }
    const int span = length + kept;
    int position = 0;
    while (at(stops, position).client != client) ++position;
    const int lowest = std::max(0, position - span + 1);
    const int highest = std::min(position, size - span);
    const int first = lowest + random_.below(highest - lowest + 1);
    const int gap = kept > 0 ? 1 + random_.below(length) : length;  // stops before the kept part
    for (int p = first; p < first + span; ++p) {
        const int offset = p - first;
        if (offset < gap || offset >= gap + kept) note(at(stops, p).client);
    }
    if (span > gap + kept) draft.take_out(route, first + gap + kept, span - gap - kept);
    draft.take_out(route, first, std::min(gap, span));
}

void Ruin::take_other_visits(Draft& draft) {
    for (int client : removed_) draft.take_out_all(client);
}

void Ruin::note_some_left_out(const Draft& draft) {
    if (optional_.empty()) return;
    for (int tries = 0; tries < 2; ++tries) {
        const int client = at(optional_, random_.below(static_cast<int>(optional_.size())));
        if (draft.visits_of(client) == 0) note(client);
    }
}

}  // namespace loopwise
