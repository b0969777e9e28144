// Every colour of the map, light and dark. Days are Okabe and Ito's colours, Monday first.
"use strict";

var loopwise = {};

loopwise.PALETTES = {
  light: {
    sea: "#CBDDE8",
    shallows: "#D6E5EE",
    land: "#F4F2EC",
    coast: "#A9C3D3",
    river: "#B3CFDF",
    region: "#DEDAD0",
    border: "#B5A9A0",
    label: "#555A60",
    town: "#33373C",
    halo: "#F7F5F0",
    text: "#1B1F24",
    onText: "#FFFFFF",
    surface: "#FFFFFF",
    line: "#DFE3E8",
    mute: "#5A626C",
    off: "#6A727C",
    due: "#3A4149",
    rest: "#9BA3AD",
    bad: "#B3261E",
    onBad: "#FFFFFF",
    days: [
      { fill: "#0072B2", text: "#FFFFFF", edge: "#004D78" },
      { fill: "#E69F00", text: "#14171A", edge: "#8A5F00" },
      { fill: "#009E73", text: "#14171A", edge: "#006B4E" },
      { fill: "#CC79A7", text: "#14171A", edge: "#8F4B70" },
      { fill: "#D55E00", text: "#14171A", edge: "#8F3F00" },
      { fill: "#56B4E9", text: "#14171A", edge: "#2A6E99" },
      { fill: "#F0E442", text: "#14171A", edge: "#7A7300" },
    ],
  },
  dark: {
    sea: "#10181F",
    shallows: "#141E26",
    land: "#21262B",
    coast: "#33424E",
    river: "#1B3242",
    region: "#2E343A",
    border: "#59616A",
    label: "#A9B0B8",
    town: "#D5D9DE",
    halo: "#1B1F23",
    text: "#E9EBEE",
    onText: "#15181B",
    surface: "#1C1F23",
    line: "#32373D",
    mute: "#A5ADB7",
    off: "#98A1AB",
    due: "#BCC4CD",
    rest: "#6E7781",
    bad: "#FF9B90",
    onBad: "#15181B",
    days: [
      { fill: "#4BA6E0", text: "#101316", edge: "#1B1F23" },
      { fill: "#E9A91C", text: "#101316", edge: "#1B1F23" },
      { fill: "#1FB98C", text: "#101316", edge: "#1B1F23" },
      { fill: "#DB93BB", text: "#101316", edge: "#1B1F23" },
      { fill: "#F08238", text: "#101316", edge: "#1B1F23" },
      { fill: "#79C6F2", text: "#101316", edge: "#1B1F23" },
      { fill: "#F3E95C", text: "#101316", edge: "#1B1F23" },
    ],
  },
};

// The first one holds Chinese, Japanese and Korean letters only (map.css).
loopwise.FONT = '"Loopwise CJK", "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif';

// A canvas font of the map's family, e.g. font(12, 600).
loopwise.font = function (size, weight) {
  return (weight || 400) + " " + size + "px " + loopwise.FONT;
};
