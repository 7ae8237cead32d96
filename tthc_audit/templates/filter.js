(function () {
  "use strict";
  var box = document.getElementById("filter");
  if (!box) { return; }
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d");
  }
  var rows = Array.prototype.slice.call(document.querySelectorAll("#procedures tbody tr"));
  var texts = rows.map(function (row) { return plain(row.textContent); });
  var status = document.getElementById("filter-status");
  box.parentNode.hidden = false;
  box.addEventListener("input", function () {
    var words = plain(box.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row, i) {
      row.hidden = !words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      shown += row.hidden ? 0 : 1;
    });
    status.textContent = shown + "/" + rows.length;
  });
}());
