// Draws an exported week on the map that folium has made. All words are set as text, never as markup.
"use strict";

function loopwiseWeek(map, data) {
  var words = data.words;

  function element(parent, tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  function icon(node, className, width, height) {
    return L.divIcon({ html: node, className: className, iconSize: [width, height] });
  }

  function shape(width, height, outline, turned) {
    var space = "http://www.w3.org/2000/svg";
    var svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", [-width / 2, -height / 2, width, height].join(" "));
    var path = document.createElementNS(space, "path");
    path.setAttribute("d", outline);
    if (turned !== undefined) path.setAttribute("transform", "rotate(" + turned + ")");
    svg.appendChild(path);
    return { svg: svg, path: path };
  }

  function drawBase() {
    map.createPane("base").style.zIndex = 150;
    var lines = { river: 1.2, coast: 1, region: 1, border: 1.4 };
    L.geoJSON({ type: "FeatureCollection", features: data.base }, {
      pane: "base",
      interactive: false,
      style: function (feature) {
        var kind = feature.properties.kind;
        var filled = !(kind in lines);
        return {
          className: kind,
          fill: filled,
          fillOpacity: 1,
          fillRule: "evenodd",
          stroke: !filled,
          weight: lines[kind] || 0,
          dashArray: kind === "border" ? "6 3" : null,
        };
      },
    }).addTo(map);
  }

  // Towns, biggest first; one whose name would lie over another or over a stop is left out.
  var towns = L.layerGroup().addTo(map);
  var spots = [];
  function drawTowns() {
    towns.clearLayers();
    var taken = spots.map(function (at) {
      var p = map.latLngToContainerPoint(at);
      return [p.x - 13, p.y - 13, p.x + 13, p.y + 13];
    });
    var size = map.getSize();
    data.towns.forEach(function (town) {
      var p = map.latLngToContainerPoint([town[1], town[2]]);
      if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) return;
      var box = [p.x - 4, p.y - 9, p.x + 12 + 7 * Array.from(town[0]).length, p.y + 9];
      var free = taken.every(function (other) {
        return box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1];
      });
      if (!free) return;
      taken.push(box);
      var node = document.createElement("span");
      node.textContent = town[0];
      L.marker([town[1], town[2]], {
        icon: L.divIcon({ html: node, className: "town", iconSize: [0, 16] }),
        interactive: false,
        keyboard: false,
        zIndexOffset: -2000,
      }).addTo(towns);
    });
  }

  function corners(day) {
    var stops = day.stops.filter(function (stop) { return stop.place; });
    if (!stops.length) return [];
    return [day.start.slice(0, 2)]
      .concat(stops.map(function (stop) { return stop.place; }))
      .concat([day.end.slice(0, 2)]);
  }

  function drawLine(day, layer) {
    var line = corners(day);
    if (line.length) spots.push(line[0], line[line.length - 1]);
    [["halo", 7.7, null], ["", 4.7, day.edge], ["", 3.5, day.fill]].forEach(function (pen) {
      L.polyline(line, {
        className: pen[0], weight: pen[1], color: pen[2] || "#fff", opacity: 1, interactive: false,
      }).addTo(layer);
    });
    for (var i = 1; i < line.length; i++) drawArrow(line[i - 1], line[i], day, layer);
  }

  // A head in the middle of a leg, left out where the leg is short on the screen.
  var arrows = [];
  function drawArrow(from, to, day, layer) {
    var a = map.project(from, 10), b = map.project(to, 10);
    var made = shape(16, 16, "M6 0 L-4.5 5.5 L-2.5 0 L-4.5 -5.5 Z", Math.atan2(b.y - a.y, b.x - a.x) * 180 / Math.PI);
    made.path.setAttribute("fill", day.edge);
    made.path.setAttribute("stroke", "#fff");
    made.path.setAttribute("stroke-width", "1.5");
    var marker = L.marker(map.unproject(a.add(b).divideBy(2), 10), {
      icon: icon(made.svg, "arrow", 16, 16), interactive: false, keyboard: false, zIndexOffset: -1000,
    }).addTo(layer);
    arrows.push({ from: from, to: to, marker: marker });
  }

  function thinArrows() {
    arrows.forEach(function (arrow) {
      var length = map.latLngToContainerPoint(arrow.from).distanceTo(map.latLngToContainerPoint(arrow.to));
      arrow.marker.setOpacity(length < 58 ? 0 : 1);
    });
  }

  function card(day, stop) {
    var node = document.createElement("div");
    element(node, "b", "", stop.number + "  " + stop.name);
    element(node, "p", "", day.name + ", " + stop.time);
    stop.lines.forEach(function (line) { element(node, "p", "", line); });
    return node;
  }

  function drawStops(day, layer) {
    var again = {}; // at the very same place the second stop is set beside the first
    day.stops.forEach(function (stop) {
      if (!stop.place) return;
      spots.push(stop.place);
      var key = stop.place.join();
      again[key] = (again[key] || 0) + 1;
      var node = element(null, "span", "", String(stop.number));
      var marker = L.marker(stop.place, {
        icon: L.divIcon({
          html: node, className: "stop", iconSize: [22, 22], iconAnchor: [11 - 15 * (again[key] - 1), 11],
        }),
        alt: day.name + " " + stop.number + ": " + stop.name,
        title: stop.name,
        riseOnHover: true,
      });
      marker.on("add", function () {
        var style = marker.getElement().style;
        style.background = day.fill;
        style.color = day.text;
        style.borderColor = day.edge;
      });
      marker.bindPopup(card(day, stop), { maxWidth: 320, autoPan: true });
      marker.addTo(layer);
      stop.marker = marker;
    });
  }

  function drawHome(at, name) {
    var made = shape(24, 24, "M0 -7 L7 -0.5 L7 6.5 L-7 6.5 L-7 -0.5 Z");
    L.marker([at[0], at[1]], {
      icon: icon(made.svg, "home", 24, 24), title: name || words.home, alt: name || words.home, keyboard: false,
    }).addTo(map);
  }

  function listDay(panel, day, layer) {
    var section = element(panel, "section");
    var head = element(section, "h2");
    var box = element(head, "input");
    box.type = "checkbox";
    box.checked = true;
    box.setAttribute("aria-label", words.show.replace("{day}", day.name));
    element(head, "span", "swatch").style.background = day.fill;
    element(head, "span", "", day.name);
    element(section, "p", "figures", day.figures);
    day.stops.forEach(function (stop) { listStop(section, stop, box, layer); });
    box.addEventListener("change", function () {
      if (box.checked) layer.addTo(map);
      else layer.remove();
    });
  }

  function listStop(section, stop, box, layer) {
    var row = element(section, "button");
    row.type = "button";
    row.title = stop.name;
    element(row, "span", "number", String(stop.number));
    element(row, "span", "begins", stop.begins);
    element(row, "span", "name", stop.name);
    element(row, "span", "grade", stop.grade);
    row.addEventListener("click", function () {
      if (!stop.marker) return;
      box.checked = true;
      layer.addTo(map);
      map.panTo(stop.marker.getLatLng());
      stop.marker.openPopup();
    });
  }

  function start() {
    var panel = element(document.body, "main", "plan");
    var head = element(panel, "header");
    element(head, "h1", "", data.title);
    element(head, "p", "", data.totals);
    L.control.attribution({ prefix: false }).addAttribution(words.credit).addTo(map);
    L.control.scale({ position: "bottomleft", maxWidth: 120 }).addTo(map);
    drawBase();
    var homes = {};
    data.days.forEach(function (day) {
      var layer = L.layerGroup().addTo(map);
      drawLine(day, layer);
      drawStops(day, layer);
      [day.start, day.end].forEach(function (at) { homes[at.slice(0, 2).join()] = at; });
      listDay(panel, day, layer);
    });
    if (!data.days.length) element(panel, "section", "", words.nothing);
    Object.keys(homes).forEach(function (key) { drawHome(homes[key], homes[key][2]); });
    element(element(panel, "footer"), "p", "", words.written);
    map.on("zoomend moveend resize", drawTowns);
    map.on("zoomend", thinArrows);
  }

  // A page that is opened behind others has no size yet: the map waits for it.
  function begin() {
    map.invalidateSize(false);
    var size = map.getSize();
    if (!size.x || !size.y) {
      window.addEventListener("resize", begin, { once: true });
      return;
    }
    map.fitBounds(data.view, { animate: false });
    map.setMaxBounds(data.limits);
    map.setMinZoom(map.getBoundsZoom(data.limits, true));
    start();
    drawTowns();
    thinArrows();
  }

  begin();
}
