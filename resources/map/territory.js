// The page's life: listens to the window, keeps the scene, and has each layer painted that it touches.
"use strict";

loopwise.pending = 0; // fetches and timers whose outcome is yet to be painted

loopwise.fetching = function (promise) {
  loopwise.pending++;
  return promise.then(function () {
    loopwise.pending--;
  });
};

// Calls back when all that was drawn so far has been shown.
loopwise.whenShown = function (then) {
  requestAnimationFrame(function () {
    requestAnimationFrame(then);
  });
};

(function () {
  var CLOSEST_FIT = 12;

  loopwise.start = function (map) {
    var query = new URLSearchParams(location.search);
    var state = new State(map, query.get("map"), query.get("theme") === "dark");
    loopwise.state = state;
    if (!window.qt) return;
    new QWebChannel(qt.webChannelTransport, function (channel) {
      state.bridge = channel.objects.bridge;
      state.bridge.sent.connect(function (message) {
        state.take(JSON.parse(message));
      });
      state.bridge.pageReady();
    });
  };

  function State(map, number, dark) {
    this.map = map;
    this.number = number;
    this.bridge = null;
    this.scene = {
      accounts: 0, home: null, tours: {}, focus: null, preview: null, comparison: null,
      selected: [], hovered: null, colour: "due", dark: dark, units: "km", insets: [0, 0, 0, 0],
    };
    this.fitted = null; // what was last zoomed to, until the rep moves the map
    this.before = null; // the view to go back to after a comparison
    var self = this;
    this.touched = function () {
      self.fitted = null;
    };
    this.palette = function () {
      return loopwise.PALETTES[self.scene.dark ? "dark" : "light"];
    };
    this._theme();
    this._layers();
    this.furniture = new loopwise.Furniture(map, this);
    this.mouse = new loopwise.Mouse(map, this);
    map.on("moveend", this._legendMayChange, this);
    // A canvas does not paint itself anew when a font has come.
    document.fonts.addEventListener("loadingdone", function () {
      self.labels.forget();
      loopwise.queue.add(self.labels);
      loopwise.queue.add(self.tours);
    });
    map.on("resize", function () {
      if (self.fitted !== null) self.fit(self.fitted);
    });
  }

  State.prototype = {
    _layers: function () {
      var self = this;
      var scene = function () {
        return self.scene;
      };
      this.base = new loopwise.BaseLayer(this.palette);
      this.accounts = new loopwise.AccountsLayer(
        this.palette,
        function () { return self.scene.colour; },
        function () { return self.scene.comparison ? self._compared() : loopwise.plannedAccounts(self.scene); }
      );
      this.tours = new loopwise.ToursLayer(scene, this.palette, function (id) {
        return self.accounts.place(id);
      });
      this.labels = new loopwise.LabelsLayer(this.palette, function () {
        var taken = self.tours.obstacles();
        taken.boxes = taken.boxes.concat(self.accounts.obstacles());
        return taken;
      });
      // Labels last: they keep clear of what the others have drawn.
      [this.base, this.accounts, this.tours, this.labels].forEach(function (layer) {
        layer.addTo(self.map);
      });
    },

    _compared: function () {
      var planned = new Set();
      this.scene.comparison.loop.stops.forEach(function (raw) {
        planned.add(raw[1]);
      });
      return planned;
    },

    clustered: function () {
      return this.accounts.clustered;
    },

    _legendMayChange: function () {
      var now = [this.accounts.clustered, this.accounts.hasProspects()].join();
      if (this._legendFor === now) return;
      this._legendFor = now;
      this.furniture.update();
    },

    // One message of the window: what changed in the scene, then what is to be done.
    take: function (message) {
      var told = message.scene;
      var planned = this._plannedKey();
      this._merge(told);
      if ("dark" in told) this._theme();
      if ("accounts" in told) this._fetchAccounts(told.accounts);
      this._firstFit(told);
      message.commands.forEach(this._do, this);
      this._repaint(told, planned !== this._plannedKey());
    },

    _merge: function (told) {
      var scene = this.scene;
      Object.keys(told).forEach(function (part) {
        if (part !== "tours") scene[part] = told[part];
      });
      Object.keys(told.tours || {}).forEach(function (day) {
        if (told.tours[day]) scene.tours[day] = told.tours[day];
        else delete scene.tours[day];
      });
    },

    // Changes when an account becomes a stop or a stop a dot: only then are the dots painted anew.
    _plannedKey: function () {
      if (this.scene.comparison) return "comparison " + this.scene.comparison.day;
      return Array.from(loopwise.plannedAccounts(this.scene)).sort().join(" ");
    },

    _repaint: function (told, plannedChanged) {
      var self = this;
      var names = Object.keys(told);
      var any = function (parts) {
        return parts.some(function (part) { return part in told; });
      };
      if (!names.length) return;
      if (any(["dark"])) {
        this.base.repaint();
        this.labels.repaint();
      }
      var routes = any(["home", "tours", "focus", "preview", "comparison", "selected", "hovered", "dark"]);
      if (routes) this.tours.repaint();
      if (any(["dark", "colour"])) this.accounts.repaint();
      else if (plannedChanged) loopwise.queue.add(this.accounts);
      if (any(["home", "tours", "preview", "comparison", "focus"])) this.labels.makeWay();
      if (any(["dark", "colour", "units", "insets", "preview", "comparison"])) this.furniture.update();
      if (any(["insets"]) && this.fitted !== null) this.fit(this.fitted);
      if (names.length === 1 && names[0] === "accounts") return; // told when they have come
      loopwise.whenShown(function () {
        self.bridge.layersPainted(names.join(","));
      });
    },

    _fetchAccounts: function (version) {
      var self = this;
      loopwise.fetching(
        fetch("data/" + this.number + "/accounts/" + version)
          .then(function (answer) {
            return answer.arrayBuffer();
          })
          .then(function (buffer) {
            if (version !== self.scene.accounts) return;
            self.accounts.setData(buffer);
            self.tours.repaint();
            self.labels.makeWay();
            self._legendMayChange();
            self._firstFit({ accounts: version });
            if (self.fitted !== null) self.fit(self.fitted);
            loopwise.whenShown(function () {
              self.bridge.layersPainted("accounts");
            });
          })
          .catch(function (error) {
            console.error("accounts: " + error);
          })
      );
    },

    _theme: function () {
      document.documentElement.className = this.scene.dark ? "dark" : "light";
    },

    // The map opens on the week, whatever part of it comes first.
    _firstFit: function (told) {
      if (this._started) return;
      if (!("tours" in told) && !("home" in told) && !("accounts" in told)) return;
      if (!this._pointsOf("week").length) return;
      this._started = true;
      this.fit("week");
    },

    _do: function (command) {
      var name = command[0];
      if (name === "words") this._setWords(command[1]);
      else if (name === "fit") this._fitCommand(command[1]);
      else if (name === "zoom") {
        this.touched();
        this.map.setZoom(this.map.getZoom() + command[1] * this.map.options.zoomDelta);
      } else if (name === "pin") this.mouse.startPin(command[1]);
      else if (name === "locate") this._locate(command[1], command[2], command[3]);
      else if (name === "settle") this._settle(command[1]);
    },

    _setWords: function (words) {
      if (words.font) this._setFont(words.font);
      this.furniture.setWords(words);
    },

    // The platform's own font, as in the rest of the window.
    _setFont: function (family) {
      loopwise.FONT = loopwise.FONT.replace(",", ", " + JSON.stringify(family) + ",");
      this.map.getContainer().style.fontFamily = loopwise.FONT;
    },

    _fitCommand: function (what) {
      this._started = true;
      if (what === "comparison") {
        if (!this.before) this.before = [this.map.getCenter(), this.map.getZoom(), this.fitted];
        this.fit(what);
      } else if (what !== "back") this.fit(what);
      else if (this.before) {
        this.map.setView(this.before[0], this.before[1], { animate: false });
        this.fitted = this.before[2];
        this.before = null;
        if (this.fitted !== null) this.fit(this.fitted);
      }
    },

    // The places (unit square) of "week", "selection", "comparison", a weekday, or a list of [lat, lon].
    _pointsOf: function (what) {
      var scene = this.scene;
      var self = this;
      var home = scene.home ? [loopwise.project(scene.home.lat, scene.home.lon)] : [];
      if (Array.isArray(what)) {
        return what.map(function (place) { return loopwise.project(place[0], place[1]); });
      }
      if (what === "comparison" && scene.comparison) return loopwise.cornersOf([scene.comparison.loop]);
      if (what === "selection") {
        return scene.selected.map(function (id) { return self.accounts.place(id); }).filter(Boolean);
      }
      if (typeof what === "number") {
        return scene.tours[what] ? loopwise.cornersOf([scene.tours[what]]) : home;
      }
      var week = loopwise.cornersOf(loopwise.toursOf(scene));
      return week.length ? week.concat(home) : this.accounts.points().concat(home);
    },

    fit: function (what) {
      var bounds = loopwise.boundsOf(this._pointsOf(what));
      this.fitted = what;
      var size = this.map.getSize();
      if (!bounds || size.x < 50 || size.y < 50) return; // done again when the map has its size
      var at = this.scene.insets;
      var free = loopwise.MARGINS.map(function (margin, side) { return margin + at[side]; });
      var wide = Math.max(60, size.x - free[0] - free[2]);
      var high = Math.max(60, size.y - free[1] - free[3]);
      var world = Math.min(
        wide / Math.max(1e-9, bounds[2] - bounds[0]),
        high / Math.max(1e-9, bounds[3] - bounds[1])
      );
      var zoom = Math.min(CLOSEST_FIT, Math.max(this.map.getMinZoom(), Math.log2(world / 256)));
      var unit = 1 / (256 * Math.pow(2, zoom));
      var x = (bounds[0] + bounds[2]) / 2 + ((free[2] - free[0]) / 2) * unit;
      var y = (bounds[1] + bounds[3]) / 2 + ((free[3] - free[1]) / 2) * unit;
      this.map.setView(loopwise.unproject(x, y), zoom, { animate: false });
    },

    _locate: function (question, x, y) {
      var place = this.map.containerPointToLatLng([x, y]);
      this.bridge.placeLocated(question, place.lat, place.lng);
    },

    // Answers when nothing is awaited any more and the last of it has been shown.
    _settle: function (label) {
      var self = this;
      var calm = 0;
      (function look() {
        var busy = loopwise.pending || loopwise.queue.running || document.fonts.status !== "loaded";
        calm = busy ? 0 : calm + 1;
        if (calm < 3) requestAnimationFrame(look);
        else self.bridge.layersPainted(label);
      })();
    },
  };
})();
