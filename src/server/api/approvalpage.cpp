#include "server/api/approvalpage.h"

#include <sodium.h>

namespace mimir::server {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --ink: #1c2430; --soft: #556070; --paper: #ffffff; --ground: #eef1f5;
  --line: #8a94a3; --accent: #1d5fb8; --on-accent: #ffffff; --bad: #a3211b; --bad-ground: #fdecea; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --soft: #a9b4c2; --paper: #1d232c; --ground: #12161c; --line: #76818f;
    --accent: #8ab8f5; --on-accent: #10233c; --bad: #ffb4ab; --bad-ground: #3d1a18; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 27rem; margin: 8vh auto; padding: 1.75rem 2rem 2rem; background: var(--paper);
  border-radius: .75rem; }
@media (max-width: 30rem) { main { margin: 0 auto; min-height: 100vh; border-radius: 0; } }
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; }
p { margin: 0 0 1rem; }
.soft { color: var(--soft); font-size: .9rem; }
.problem { padding: .6rem .8rem; border-left: .25rem solid var(--bad); background: var(--bad-ground);
  color: var(--bad); }
dl { margin: 0 0 1rem; display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-weight: 600; letter-spacing: .08em; }
label { display: block; margin: 0 0 .25rem; font-weight: 600; }
input { width: 100%; margin: 0 0 1rem; padding: .55rem .7rem; font: inherit; color: inherit;
  background: var(--paper); border: 1px solid var(--line); border-radius: .4rem; }
input.code { text-transform: uppercase; }
button { padding: .6rem 1.2rem; font: inherit; font-weight: 600; border-radius: .4rem; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); }
button.other { background: transparent; color: var(--ink); border-color: var(--line); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: .5rem 0 0; }
:focus-visible { outline: .2rem solid var(--accent); outline-offset: .15rem; }
)css";

const std::string &contentPolicy()
{
    static const std::string policy = [] {
        unsigned char digest[crypto_hash_sha256_BYTES];
        crypto_hash_sha256(digest, reinterpret_cast<const unsigned char *>(kStyle.data()), kStyle.size());
        char text[sodium_base64_ENCODED_LEN(sizeof digest, sodium_base64_VARIANT_ORIGINAL)];
        sodium_bin2base64(text, sizeof text, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
        return "default-src 'none'; style-src 'sha256-" + std::string(text)
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    }();
    return policy;
}

std::string problemOf(const ApprovalView &view)
{
    return view.problem.empty()
        ? std::string()
        : "<p class=\"problem\" role=\"alert\" id=\"problem\">" + htmlEscaped(view.problem) + "</p>\n";
}

std::string codeForm(const ApprovalView &view)
{
    return "<h1>Sign in a device</h1>\n" + problemOf(view)
        + "<p>Enter the code shown on your device.</p>\n"
          "<form method=\"get\" action=\"device\">\n"
          "<label for=\"code\">Code</label>\n"
          "<input class=\"code\" id=\"code\" name=\"user_code\" value=\""
        + htmlEscaped(view.userCode)
        + "\" placeholder=\"XXXX-XXXX\" autocomplete=\"off\" autocapitalize=\"characters\" "
          "spellcheck=\"false\""
          " maxlength=\"16\" required autofocus"
        + (view.problem.empty() ? "" : " aria-describedby=\"problem\" aria-invalid=\"true\"")
        + ">\n<div class=\"buttons\"><button type=\"submit\">Continue</button></div>\n</form>\n";
}

std::string deviceFacts(const ApprovalView &view)
{
    const std::string name = view.deviceName.empty() ? "(no name given)" : view.deviceName;
    return "<dl>\n<dt>Device</dt><dd><bdi>" + htmlEscaped(name)
        + "</bdi></dd>\n<dt>Code</dt><dd class=\"code\">" + htmlEscaped(view.userCode) + "</dd>\n</dl>\n";
}

std::string approvalForm(const ApprovalView &view)
{
    return "<h1>Sign in this device?</h1>\n" + problemOf(view) + deviceFacts(view)
        + "<p>Approve only if you started this yourself and the device shows the same code. It can then read "
          "and"
          " write what you sync.</p>\n"
          "<form method=\"post\" action=\"device\">\n"
          "<input type=\"hidden\" name=\"user_code\" value=\""
        + htmlEscaped(view.userCode)
        + "\">\n<label for=\"email\">E-mail address</label>\n"
          "<input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"username\" required value=\""
        + htmlEscaped(view.email)
        + "\">\n<label for=\"password\">Password</label>\n"
          "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" "
          "required>\n"
          "<label for=\"organisation\">Organisation (optional)</label>\n"
          "<input id=\"organisation\" name=\"organisation\" autocomplete=\"organization\" "
          "autocapitalize=\"none\""
          " spellcheck=\"false\" value=\""
        + htmlEscaped(view.organisation)
        + "\">\n<div class=\"buttons\">\n<button type=\"submit\" name=\"decision\" "
          "value=\"approve\">Approve</button>\n"
          "<button class=\"other\" type=\"submit\" name=\"decision\" value=\"deny\" "
          "formnovalidate>Deny</button>\n"
          "</div>\n</form>\n";
}

std::string outcome(std::string_view title, std::string_view text, const ApprovalView &view)
{
    return "<h1 role=\"status\">" + std::string(title) + "</h1>\n" + deviceFacts(view) + "<p>"
        + std::string(text) + "</p>\n<p class=\"soft\">You can close this page.</p>\n";
}

std::string contentOf(const ApprovalView &view)
{
    switch (view.step) {
    case ApprovalView::Step::EnterCode:
        break;
    case ApprovalView::Step::Approve:
        return approvalForm(view);
    case ApprovalView::Step::Approved:
        return outcome("The device is signed in", "It continues automatically within a few seconds.", view);
    case ApprovalView::Step::Denied:
        return outcome("The device was denied access",
            "It was not signed in. If you did not start this sign-in, someone else may have tried to sign in "
            "to your account.",
            view);
    }
    return codeForm(view);
}

} // namespace

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

Response approvalPage(int status, const ApprovalView &view)
{
    Response page {status, {}, {}};
    page.body = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<title>"
        + std::string(view.problem.empty() ? "" : "Problem: ")
        + "Sign in a device – Mimir Teams server</title>\n<style>" + std::string(kStyle)
        + "</style>\n</head>\n<body>\n<main>\n" + contentOf(view) + "</main>\n</body>\n</html>\n";
    page.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"},
        {"Content-Security-Policy", contentPolicy()}, {"X-Frame-Options", "DENY"},
        {"X-Content-Type-Options", "nosniff"}, {"Referrer-Policy", "no-referrer"}};
    return page;
}

} // namespace mimir::server
