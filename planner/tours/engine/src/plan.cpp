#include "plan.hpp"

#include <algorithm>

namespace loopwise {

double Costing::over_load(const Route& route, int frame) const {
    return std::max(0.0, route.load - at(problem_.frames, frame).most_load);
}

double Costing::over_time(const Route& route, int frame) const {
    if (route.stops.empty()) return 0;
    const Frame& limits = at(problem_.frames, frame);
    return std::max(0.0, route.driving + route.service - (limits.shuts - limits.opens));
}

double Costing::of_route(const Route& route, int frame, const Prices& prices) const {
    if (!problem_.soft_limits) {
        const Frame& usual = at(problem_.frames, frame);
        if (usual.over_price <= 0 || route.stops.empty()) return route.cost;
        const double over = route.driving + route.service - usual.usual_work;
        return route.cost + usual.over_price * std::max(0.0, over);
    }
    return route.cost + prices.load * over_load(route, frame) +
           prices.time * over_time(route, frame);
}

double Costing::of_client(int client, int pattern) const {
    if (pattern == kUnserved) return problem_.must();
    (void)client;
    return at(problem_.patterns, pattern).cost;
}

double Costing::of_night(int night, int choice) const {
    const Night& where = at(problem_.nights, night);
    return at(where.places, choice).cost;
}

double Costing::of_plan(const Plan& plan, const Prices& prices) const {
    double sum = 0;
    for (int r = 0; r < static_cast<int>(plan.routes.size()); ++r) {
        sum += of_route(at(plan.routes, r), r, prices);
    }
    for (int c = 0; c < problem_.size(); ++c) {
        sum += of_client(c, at(plan.pattern, c));
    }
    for (int n = 0; n < static_cast<int>(plan.night.size()); ++n) {
        sum += of_night(n, at(plan.night, n));
    }
    return sum;
}

bool Costing::within_limits(const Plan& plan) const {
    for (int r = 0; r < static_cast<int>(plan.routes.size()); ++r) {
        const Route& route = at(plan.routes, r);
        if (!problem_.soft_limits && !route.holds) return false;
        if (problem_.soft_limits && (over_load(route, r) > kHair || over_time(route, r) > kHair)) {
            return false;
        }
    }
    return true;
}

bool Costing::serves_all(const Plan& plan) const {
    return std::find(plan.pattern.begin(), plan.pattern.end(), kUnserved) == plan.pattern.end();
}

Draft::Draft(const Problem& problem, const Costing& costing)
    : problem_(problem), costing_(costing) {
    const auto frames = problem.frames.size();
    const auto clients = problem.clients.size();
    for (int f = 0; f < static_cast<int>(frames); ++f) timings_.emplace_back(problem, f);
    plan_.routes.resize(frames);
    for (int f = 0; f < static_cast<int>(frames); ++f) {
        Route& route = at(plan_.routes, f);
        route.start = at(problem.frames, f).start;
        route.end = at(problem.frames, f).end;
        retime(f);
    }
    plan_.pattern.assign(clients, kUnserved);
    plan_.at.assign(clients * static_cast<std::size_t>(problem.most_visits), kNowhere);
    plan_.night.assign(problem.nights.size(), 0);
    kept_ = plan_;
    route_is_touched_.assign(frames, 0);
    stale_.assign(frames, 0);
    client_is_touched_.assign(clients, 0);
}

int Draft::visits_of(int client) const {
    const int pattern = at(plan_.pattern, client);
    return pattern == kUnserved ? 0 : at(problem_.patterns, pattern).visits;
}

bool Draft::is_whole(int client) const {
    const int visits = visits_of(client);
    for (int v = 0; v < visits; ++v) {
        if (route_of(client, v) == kNowhere) return false;
    }
    return visits > 0;
}

void Draft::load(const Plan& plan) {
    forget_touched();
    plan_ = plan;
    for (Route& route : plan_.routes) route.version = ++versions_;  // another search's say nothing
    kept_ = plan_;
}

void Draft::retime(int route) {
    Route& anew = at(plan_.routes, route);
    timing(route).retime(anew);
    anew.version = ++versions_;
}

void Draft::take_out(int route, int first, int count) {
    touch_route(route);
    at(stale_, route) = 1;
    auto& stops = at(plan_.routes, route).stops;
    for (int p = first; p < first + count; ++p) {
        const int client = at(stops, p).client;
        touch_client(client);
        plan_.at[slot(client, visit_on(client, route))] = kNowhere;
    }
    stops.erase(stops.begin() + first, stops.begin() + first + count);
}

void Draft::take_out_all(int client) {
    for (int v = 0; v < problem_.most_visits; ++v) {
        const int route = route_of(client, v);
        if (route == kNowhere) continue;
        const auto& stops = at(plan_.routes, route).stops;
        int p = 0;
        while (at(stops, p).client != client) ++p;
        take_out(route, p, 1);
    }
}

void Draft::settle() {
    for (int route : routes_touched_) {
        if (!at(stale_, route)) continue;
        at(stale_, route) = 0;
        retime(route);
    }
}

void Draft::put_in(int client, int visit, int route, int position) {
    touch_route(route);
    touch_client(client);
    plan_.at[slot(client, visit)] = route;
    Route& into = at(plan_.routes, route);
    Stop stop{};
    stop.client = client;
    stop.place = at(problem_.clients, client).place;
    into.stops.insert(into.stops.begin() + position, stop);
    retime(route);
}

void Draft::choose(int client, int pattern) {
    touch_client(client);
    at(plan_.pattern, client) = pattern;
}

void Draft::choose_night(int night, int choice) {
    const Night& where = at(problem_.nights, night);
    nights_touched_.push_back(night);
    at(plan_.night, night) = choice;
    const int place = at(where.places, choice).place;
    touch_route(where.frame);
    touch_route(where.frame + 1);
    at(plan_.routes, where.frame).end = place;
    plan_.routes[static_cast<std::size_t>(where.frame) + 1].start = place;
    at(stale_, where.frame) = 1;
    stale_[static_cast<std::size_t>(where.frame) + 1] = 1;
}

double Draft::change(const Prices& prices) const {
    double sum = 0;
    for (int r : routes_touched_) {
        const auto i = static_cast<std::size_t>(r);
        sum += costing_.of_route(plan_.routes[i], r, prices) -
               costing_.of_route(kept_.routes[i], r, prices);
    }
    for (int c : clients_touched_) {
        const auto i = static_cast<std::size_t>(c);
        sum += costing_.of_client(c, plan_.pattern[i]) - costing_.of_client(c, kept_.pattern[i]);
    }
    for (int n : nights_touched_) {
        const auto i = static_cast<std::size_t>(n);
        sum += costing_.of_night(n, plan_.night[i]) - costing_.of_night(n, kept_.night[i]);
    }
    return sum;
}

namespace {

void copy_touched(const Plan& from, Plan& to, int most_visits, const std::vector<int>& routes,
                  const std::vector<int>& clients, const std::vector<int>& nights) {
    for (int r : routes) at(to.routes, r) = at(from.routes, r);
    for (int c : clients) {
        at(to.pattern, c) = at(from.pattern, c);
        const auto first = static_cast<std::ptrdiff_t>(c) * most_visits;
        std::copy_n(from.at.begin() + first, most_visits, to.at.begin() + first);
    }
    for (int n : nights) at(to.night, n) = at(from.night, n);
}

}  // namespace

void Draft::keep() {
    copy_touched(plan_, kept_, problem_.most_visits, routes_touched_, clients_touched_,
                 nights_touched_);
    forget_touched();
}

void Draft::drop() {
    copy_touched(kept_, plan_, problem_.most_visits, routes_touched_, clients_touched_,
                 nights_touched_);
    forget_touched();
}

void Draft::touch_route(int route) {
    if (at(route_is_touched_, route)) return;
    at(route_is_touched_, route) = 1;
    routes_touched_.push_back(route);
}

void Draft::touch_client(int client) {
    if (at(client_is_touched_, client)) return;
    at(client_is_touched_, client) = 1;
    clients_touched_.push_back(client);
}

void Draft::forget_touched() {
    for (int r : routes_touched_) {
        at(route_is_touched_, r) = 0;
        at(stale_, r) = 0;
    }
    for (int c : clients_touched_) at(client_is_touched_, c) = 0;
    routes_touched_.clear();
    clients_touched_.clear();
    nights_touched_.clear();
}

int Draft::visit_on(int client, int route) const {
    for (int v = 0; v < problem_.most_visits; ++v) {
        if (route_of(client, v) == route) return v;
    }
    return kNowhere;
}

}  // namespace loopwise
