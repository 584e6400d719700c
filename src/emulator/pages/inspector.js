setInterval(async () => {
  if (document.hidden || document.activeElement.matches("input, button")) return;
  const answer = await fetch("/");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("live").replaceWith(page.getElementById("live"));
}, 1000);
