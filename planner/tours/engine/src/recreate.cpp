#include "recreate.hpp"

#include <algorithm>
#include <cmath>

namespace loopwise {

namespace {

constexpr double kBlink = 0.01;  // share of better positions passed over
constexpr double kLookAgain = 0.02;
constexpr double kAtAnyCost = 0.05;
constexpr double kAnyOrder = 0.1;
constexpr double kFirst = 1e13;  // sorts before any value

bool same_frame(const Frame& a, const Frame& b) {
    return a.day == b.day && a.start == b.start && a.end == b.end && a.opens == b.opens &&
           a.shuts == b.shuts && a.most_load == b.most_load && a.most_driving == b.most_driving &&
           a.usual_work == b.usual_work && a.over_price == b.over_price &&
           a.most_working == b.most_working;
}

double over(double amount, double limit) {
    return std::max(0.0, amount - limit);
}

}  // namespace

Recreate::Recreate(const Problem& problem, Random& random) : problem_(problem), random_(random) {
    const auto places = static_cast<std::size_t>(problem.places);
    into_.resize(places * places);
    for (std::size_t a = 0; a < places; ++a) {
        for (std::size_t b = 0; b < places; ++b)
            into_[b * places + a] = problem.cost[a * places + b];
    }
    for (int c = 0; c < problem.size(); ++c) {
        double hours = 0;
        for (int d = 0; d < problem.days; ++d) {
            for (const Span& span : problem.spans_of(c, d)) {
                hours += std::min(1e6, over(span.until, span.from)) + 1;
            }
        }
        freedom_.push_back(hours);
        double least = kNever;
        const Client& who = at(problem.clients, c);
        for (int p = who.first_pattern; p < who.first_pattern + who.patterns; ++p) {
            const Pattern& pattern = at(problem.patterns, p);
            if (pattern.visits > 0) least = std::min(least, pattern.cost);
        }
        least_cost_of_.push_back(least);
        any_optional_ |= at(problem.clients, c).left_out != kNever;
    }
    for (std::size_t f = 0; f < problem.frames.size(); ++f) {
        std::size_t first = 0;
        while (!same_frame(problem.frames[first], problem.frames[f])) ++first;
        kind_.push_back(static_cast<int>(first));
    }
    remembered_.resize(problem.clients.size() * problem.frames.size());
    slots_.resize(static_cast<std::size_t>(problem.days));
    slot_is_known_.assign(static_cast<std::size_t>(problem.days), 0);
    days_.resize(static_cast<std::size_t>(problem.most_visits) + 1);
    best_days_ = days_;
}

void Recreate::run(Draft& draft, std::vector<int>& clients, const Prices& prices) {
    prices_ = prices;
    sort(clients);
    for (int client : clients) put_back(draft, client);
}

void Recreate::sort(std::vector<int>& clients) {
    const int order = random_.below(10);
    const bool musts_first = any_optional_ && !random_.chance(kAnyOrder);
    order_.clear();
    for (int client : clients) {
        const bool must = at(problem_.clients, client).left_out == kNever;
        const double first = musts_first && must ? kFirst : 0;  // while there is room for them
        order_.emplace_back(weight(client, order) - first, client);
    }
    std::sort(order_.begin(), order_.end());
    for (std::size_t i = 0; i < clients.size(); ++i) clients[i] = order_[i].second;
}

double Recreate::weight(int client, int order) {
    const Client& who = at(problem_.clients, client);
    const Frame& frame = problem_.frames.front();
    const double away = problem_.cost_of(frame.start, who.place);
    if (order < 3) return random_.unit();
    if (any_optional_) {
        const double value = -std::min(who.left_out, kFirst / 10);
        if (order < 6) {
            const double noise = 0.8 + 0.4 * random_.unit();
            return value / (who.seconds + problem_.usual_leg()) * noise;
        }
        return order < 8 ? value : -away;
    }
    if (order < 6) return -(who.load + who.seconds);
    if (order < 8) return at(freedom_, client);
    return order < 9 ? -away : away;
}

void Recreate::put_back(Draft& draft, int client) {
    forget_slots();
    if (draft.visits_of(client) > 1 && fill_pattern(draft, client)) return;
    draft.take_out_all(client);
    draft.settle();
    forget_slots();
    choose_pattern(draft, client);
}

void Recreate::forget_slots() {
    for (int day : known_) at(slot_is_known_, day) = 0;
    known_.clear();
}

bool Recreate::fill_pattern(Draft& draft, int client) {
    const int chosen = at(draft.plan().pattern, client);
    const Pattern& pattern = at(problem_.patterns, chosen);
    int there = 0;
    for (int v = 0; v < pattern.visits; ++v) {
        const int route = draft.route_of(client, v);
        if (route == kNowhere) continue;
        at(days_, there++) = at(problem_.frames, route).day;
    }
    if (there == 0) return false;  // all visits are gone: choose anew
    for (int v = 0; v < pattern.visits; ++v) {
        if (draft.route_of(client, v) != kNowhere) continue;
        const Visit& visit = at(problem_.visits, pattern.first_visit + v);
        const int day = best_day(draft, client, visit, there, kNever, kNever);
        if (day == kNowhere) return false;
        at(days_, there++) = day;
        const Slot slot = slot_on(draft, client, day, kNever);
        draft.put_in(client, v, slot.route, slot.position);
    }
    return true;
}

void Recreate::choose_pattern(Draft& draft, int client) {
    const Client& who = at(problem_.clients, client);
    // Two far clients may pay together though neither does alone: now and then one is put in at a
    // loss.
    const bool at_any_cost = who.empty_pattern != kUnserved && random_.chance(kAtAnyCost);
    double best = at_any_cost ? kNever : who.left_out;
    int chosen = who.empty_pattern;
    least_cost_ = at(least_cost_of_, client);
    for (int p = who.first_pattern; p < who.first_pattern + who.patterns; ++p) {
        const Pattern& pattern = at(problem_.patterns, p);
        if (pattern.visits == 0) continue;
        const double cost = price_pattern(draft, client, pattern, best);
        if (cost >= best) continue;
        best = cost;
        chosen = p;
        best_days_.swap(days_);
    }
    draft.choose(client, chosen);
    if (chosen == kUnserved) return;
    const Pattern& pattern = at(problem_.patterns, chosen);
    for (int v = 0; v < pattern.visits; ++v) {
        const Slot& slot = at(slots_, at(best_days_, v));
        draft.put_in(client, v, slot.route, slot.position);
    }
}

double Recreate::price_pattern(const Draft& draft, int client, const Pattern& pattern,
                               double bound) {
    double cost = pattern.cost;
    // A slot that costs no less can't lead to the best pattern. The bound only ever falls while one
    // client is placed, so that what is remembered of a day stays true.
    const bool once = problem_.most_visits == 1;
    const double room = once ? bound - least_cost_ : kNever;
    const double slack = once ? pattern.cost - least_cost_ : kNever;
    for (int v = 0; v < pattern.visits && cost < bound; ++v) {
        const Visit& visit = at(problem_.visits, pattern.first_visit + v);
        const int day = best_day(draft, client, visit, v, room, slack);
        if (day == kNowhere) return kNever;
        at(days_, v) = day;
        cost += at(slots_, day).cost;
    }
    return cost;
}

int Recreate::best_day(const Draft& draft, int client, const Visit& visit, int chosen, double bound,
                       double slack) {
    int best = kNowhere;
    double cost = bound;
    for (int i = visit.first_day; i < visit.first_day + visit.days; ++i) {
        const int day = at(problem_.visit_days, i);
        if (is_taken(day, chosen)) continue;
        const Slot& slot = slot_on(draft, client, day, cost + slack);
        if (slot.route != kNowhere && slot.cost < cost) {
            cost = slot.cost;
            best = day;
        }
    }
    return best;
}

bool Recreate::is_taken(int day, int chosen) const {
    for (int i = 0; i < chosen; ++i) {
        if (at(days_, i) == day) return true;
    }
    return false;
}

const Recreate::Slot& Recreate::slot_on(const Draft& draft, int client, int day, double bound) {
    Slot& slot = at(slots_, day);
    if (at(slot_is_known_, day)) return slot;
    at(slot_is_known_, day) = 1;
    known_.push_back(day);
    slot = Slot{bound, kNowhere, 0};
    int empty_kind = kNowhere;
    // Of two routes that cost the same, the first must not always be the one.
    const auto& routes = problem_.frames_of(day);
    const int count = static_cast<int>(routes.size());
    const int shift = count > 1 ? random_.below(count) : 0;
    for (int i = 0; i < count; ++i) {
        const int route = at(routes, (i + shift) % count);
        if (at(draft.plan().routes, route).stops.empty()) {
            const int kind = at(kind_, route);
            if (kind == empty_kind) continue;  // one empty route of a kind is as good as another
            empty_kind = kind;
        }
        look(draft, client, route, slot);
    }
    return slot;
}

// A ruin touches a few routes; in all the others the best position is still what it was when the
// client was last out. Now and then it is looked for again, so that blinks reach them too.
void Recreate::look(const Draft& draft, int client, int number, Slot& best) {
    const auto frames = problem_.frames.size();
    const std::uint64_t version = at(draft.plan().routes, number).version;
    Remembered& known =
        remembered_[static_cast<std::size_t>(client) * frames + static_cast<std::size_t>(number)];
    const bool holds = known.version == version &&
                       (known.position != kNowhere || known.bound >= best.cost) &&
                       !random_.chance(kLookAgain);
    if (!holds) {
        Slot slot{best.cost, kNowhere, kNowhere};
        known.bound = slot.cost;
        if (problem_.soft_limits) {
            scan_soft(draft, client, number, slot);
        } else {
            scan(draft, client, number, slot);
        }
        known.version = version;
        known.cost = slot.cost;
        known.position = slot.route == kNowhere ? kNowhere : slot.position;
    }
    if (known.position != kNowhere && known.cost < best.cost) {
        best = {known.cost, number, known.position};
    }
}

void Recreate::forget() {
    for (Remembered& known : remembered_) known.version = 0;
}

// The first position found is never passed over: a client who must be in may have no other.
bool Recreate::blinks(const Slot& best) {
    return best.route != kNowhere && random_.chance(kBlink);
}

Recreate::Candidate Recreate::candidate(int client) const {
    const Client& who = at(problem_.clients, client);
    const auto row =
        static_cast<std::size_t>(who.place) * static_cast<std::size_t>(problem_.places);
    return {client, who.place, who.seconds, into_.data() + row, problem_.cost.data() + row};
}

void Recreate::scan(const Draft& draft, int client, int number, Slot& best) {
    const Candidate who = candidate(client);
    const int size = at(draft.plan().routes, number).size();
    for (int p = 0; p <= size; ++p) consider(draft, who, number, p, best);
}

inline void Recreate::consider(const Draft& draft, const Candidate& who, int number, int position,
                               Slot& best) {
    const Route& route = at(draft.plan().routes, number);
    const int before = route.place_before(position);
    const int after = route.place_at(position);
    double more = who.into[before] + who.from[after] - route.leg_into(position);
    if (more >= best.cost) return;
    const double legs =
        problem_.seconds_of(before, who.place) + problem_.seconds_of(who.place, after);
    if (!route.holds || legs + who.call > route.room_before(position)) return;
    const double driving = legs - problem_.seconds_of(before, after);
    const Frame& frame = at(problem_.frames, number);
    if (frame.over_price > 0) {
        const double spent = route.driving + route.service;
        more += frame.over_price * (over(spent + driving + who.call, frame.usual_work) -
                                    over(spent, frame.usual_work));
        if (more >= best.cost) return;
    }
    if (!blinks(best) && draft.timing(number).fits(route, who.client, position, driving)) {
        best = {more, number, position};
    }
}

void Recreate::scan_soft(const Draft& draft, int client, int number, Slot& best) {
    const Route& route = at(draft.plan().routes, number);
    const Frame& frame = at(problem_.frames, number);
    const Client& who = at(problem_.clients, client);
    const double load = prices_.load * (over(route.load + who.load, frame.most_load) -
                                        over(route.load, frame.most_load));
    if (load >= best.cost) return;
    const auto places = static_cast<std::size_t>(problem_.places);
    const double* into = into_.data() + static_cast<std::size_t>(who.place) * places;
    const double* from = problem_.cost.data() + static_cast<std::size_t>(who.place) * places;
    const double room = frame.shuts - frame.opens;
    const double taken = route.driving + route.service;
    const double over_now = over(taken, room);
    const int size = route.size();
    int before = route.start;
    for (int p = 0; p <= size; ++p) {
        const int after = route.place_at(p);
        double more = into[before] + from[after] - route.leg_into(p);
        if (more + load < best.cost) {
            const double driving = problem_.seconds_of(before, who.place) +
                                   problem_.seconds_of(who.place, after) -
                                   problem_.seconds_of(before, after);
            more += load + prices_.time * (over(taken + driving + who.seconds, room) - over_now);
            if (more < best.cost && !blinks(best)) {
                best = {more, number, p};
            }
        }
        before = after;
    }
}

}  // namespace loopwise
