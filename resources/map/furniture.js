// What stands still over the map: legend, scale, attribution, zoom buttons, hover card, a line of help.
//
// Every text is set as text, never as markup: a customer's name is shown letter for letter.
"use strict";

(function () {
  var LONGEST_BAR = 96; // pixels

  function element(parent, tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    if (text !== undefined) made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  // The roundest length that fits the bar: [length in units, its pixels, unit].
  loopwise.scaleOf = function (metresAPixel, units) {
    var most = metresAPixel * LONGEST_BAR;
    var large = units === "mi" ? 1609.344 : 1000;
    var small = units === "mi" ? 0.3048 : 1;
    var unit = most >= large ? large : small;
    var power = Math.pow(10, Math.floor(Math.log10(most / unit)));
    var step = [5, 2, 1].find(function (n) {
      return n * power * unit <= most;
    });
    var name = unit === large ? units : units === "mi" ? "ft" : "m";
    return [step * power, (step * power * unit) / metresAPixel, name];
  };

  loopwise.Furniture = function (map, state) {
    this.map = map;
    this.state = state;
    this.words = {};
    var root = (this.root = map.getContainer());
    this.foot = element(root, "div", "foot panel");
    this.bar = element(this.foot, "span", "bar");
    this.length = element(this.foot, "span", "length");
    this.legend = element(this.foot, "span", "legend");
    this.attribution = element(root, "div", "attribution panel");
    this.zoom = element(root, "div", "zoom panel");
    this.closer = element(this.zoom, "button", "", "+");
    this.away = element(this.zoom, "button", "", "\u2212");
    this.card = element(root, "div", "card panel");
    this.help = element(root, "div", "help panel");
    this.card.hidden = this.help.hidden = true;
    this._listen();
  };

  loopwise.Furniture.prototype = {
    _listen: function () {
      var self = this;
      [this.foot, this.attribution, this.zoom].forEach(function (panel) {
        L.DomEvent.disableClickPropagation(panel);
        L.DomEvent.disableScrollPropagation(panel);
      });
      this.closer.addEventListener("click", function () {
        self.state.touched();
        self.map.zoomIn();
      });
      this.away.addEventListener("click", function () {
        self.state.touched();
        self.map.zoomOut();
      });
      this.map.on("moveend", this.scale, this);
    },

    setWords: function (words) {
      this.words = words;
      this.attribution.textContent = words.attribution;
      this.closer.setAttribute("aria-label", words.zoom_in);
      this.away.setAttribute("aria-label", words.zoom_out);
      this.closer.title = words.zoom_in;
      this.away.title = words.zoom_out;
      this.root.setAttribute("aria-label", words.map);
      document.title = words.map;
      this.update();
    },

    update: function () {
      this._inset();
      this._legend();
      this.scale();
    },

    scale: function () {
      if (!this.words.km || !this.map._loaded) return;
      var lat = this.map.getCenter().lat;
      var circle = 40075016.7 * Math.cos((lat * Math.PI) / 180);
      var metres = circle / (256 * Math.pow(2, this.map.getZoom()));
      var scale = loopwise.scaleOf(metres, this.state.scene.units);
      this.bar.style.width = Math.round(scale[1]) + "px";
      this.length.textContent = this.words[scale[2]].replace("{distance}", scale[0].toLocaleString());
      this._apart();
    },

    // On a narrow map the legend stands above who is named for the data, not under it.
    _apart: function () {
      var meets = this.foot.offsetLeft + this.foot.offsetWidth > this.attribution.offsetLeft;
      this.foot.style.bottom = this.state.scene.insets[3] + (meets ? 24 : 6) + "px";
    },

    // Keeps clear of what covers the map; the zoom buttons change sides for a panel at the right.
    _inset: function () {
      var at = this.state.scene.insets;
      this.foot.style.left = at[0] + 8 + "px";
      this.foot.style.bottom = at[3] + 6 + "px";
      this.attribution.style.bottom = at[3] + "px";
      this.zoom.style.top = at[1] + 9 + "px";
      this.zoom.style.left = at[2] ? at[0] + 8 + "px" : "auto";
      this.zoom.style.right = at[2] ? "auto" : "9px";
      this.help.style.top = at[1] + 9 + "px";
    },

    _legend: function () {
      var scene = this.state.scene;
      var words = this.words;
      if (!words.due) return;
      this.legend.textContent = "";
      if (scene.comparison) this._entries([["line", words.loop], ["dashes", words.zigzag]]);
      else if (scene.preview && scene.preview.proposed) this._entries([["line ink", words.proposed], ["dashes", words.now]]);
      else if (scene.preview) this._entries([["dashes", words.before], ["line ink", words.after]]);
      else if (this.state.clustered()) this._entries([["cluster", words.cluster]]);
      else if (scene.colour === "grade") {
        this._entries([["square", words.grade_a], ["strong", words.grade_b], ["pale", words.grade_c]]);
      } else this._entries([["strong", words.due], ["square", words.due_a], ["pale", words.not_due]]);
      if (!scene.comparison && !scene.preview && !this.state.clustered() && this.state.accounts.hasProspects()) {
        this._entries([["hollow", words.prospect]]);
      }
      if (scene.comparison) this._dayColour(scene.comparison.day);
    },

    _dayColour: function (day) {
      var line = this.legend.querySelector(".line");
      line.style.background = this.state.palette().days[day].fill;
    },

    _entries: function (entries) {
      var legend = this.legend;
      entries.forEach(function (entry) {
        element(legend, "span", "key " + entry[0], entry[0] === "square" ? "A" : "");
        element(legend, "span", "word", entry[1]);
      });
    },

    // The card beside (x, y): lines of plain text, the first one strong.
    showCard: function (lines, x, y) {
      var card = this.card;
      card.textContent = "";
      lines.forEach(function (line, i) {
        element(card, "div", i ? "more" : "title", String(line));
      });
      card.hidden = lines.length === 0;
      var size = this.map.getSize();
      var right = x + 16 + card.offsetWidth > size.x;
      var below = y + 16 + card.offsetHeight > size.y;
      card.style.left = Math.max(4, right ? x - 12 - card.offsetWidth : x + 16) + "px";
      card.style.top = Math.max(4, below ? y - 12 - card.offsetHeight : y + 16) + "px";
    },

    hideCard: function () {
      this.card.hidden = true;
    },

    showHelp: function (shown) {
      this.help.textContent = this.words.pin_help;
      this.help.hidden = !shown;
    },
  };
})();
