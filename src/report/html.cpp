// SPDX-License-Identifier: Apache-2.0
// Sections, tables and drawings as elements; one style for the screen and for paper.
#include "report/html.hpp"

#include "base/overloaded.hpp"
#include "crypto/digest.hpp"
#include "i18n/printable.hpp"
#include "msg/report.hpp"
#include "report/html_text.hpp"
#include "report/svg.hpp"
#include "report/table_words.hpp"

#include <fmt/format.h>

namespace entente::report {
namespace {

/// Only logical properties, so that it mirrors by itself; colours are those of hex_of.
constexpr std::string_view style = R"(
:root{--ink:#182024;--ink2:#414C51;--line:#D8DDDC;--control:#7C878A;--canvas:#F3F4F3;--pact:#594C92}
*{box-sizing:border-box}
html{font:400 15px/1.5 "IBM Plex Sans","Noto Sans","Noto Sans Arabic",system-ui,sans-serif;color:var(--ink);background:var(--canvas);font-variant-numeric:tabular-nums lining-nums}
html:lang(ar){font-family:"IBM Plex Sans Arabic","Noto Sans Arabic","Noto Naskh Arabic",system-ui,sans-serif;font-size:16px;line-height:1.6}
body{margin:0}
main{max-width:56rem;margin-inline:auto;padding:2rem;background:#FFF}
main.across{max-width:76rem}
h1,h2,h3,p,figure{margin:0}
header{display:grid;grid-template-columns:auto 1fr;column-gap:1rem;padding-block-end:1.25rem;border-block-end:1px solid var(--control)}
header>*{grid-column:2}
header svg{grid-column:1;grid-row:1/4;inline-size:3.5rem;align-self:center}
.agreement,.question{color:var(--ink2);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.25;font-weight:600}
.lead{grid-column:1/-1;margin-block-start:1rem;font-size:1.0625rem}
.lead+.lead{margin-block-start:.25rem}
.holding{color:#1F3A46}.strained{color:#845500}.broken{color:#A8286B}.not_assessable{color:#59656A}
.simulated{margin-block-end:1rem;padding:.5rem .75rem;border:2px dashed var(--ink);font-weight:600}
section{padding-block-start:1.75rem}
h2{font-size:1.125rem;font-weight:600;padding-block-end:.5rem}
h3,caption{font-size:.875rem;font-weight:600;text-align:start}
section>p{max-width:44rem;padding-block-end:.375rem}
ul{margin:0;padding-inline-start:1.25rem;padding-block-end:.375rem}
li{padding-block-end:.25rem}
.rest{font-size:.8125rem;color:var(--ink2)}
.wide{overflow-x:auto;padding-block:.5rem 1rem}
caption{padding-block-end:.25rem;color:var(--ink2)}
table{border-collapse:collapse;inline-size:100%;font-size:.8125rem;line-height:1.4}
th{font-weight:500;color:var(--ink2);text-align:start;vertical-align:bottom;border-block-end:1px solid var(--control)}
th,td{padding:.25rem .5rem}
td{vertical-align:top;border-block-end:1px solid var(--line)}
#basis-table td{overflow-wrap:anywhere}
.n{text-align:end}
td.n,.w{white-space:nowrap}
figure{padding-block:.5rem 1rem}
figure svg{inline-size:100%;display:block}
svg text{font-family:inherit}
figcaption{font-size:.8125rem;color:var(--ink2)}
footer{margin-block-start:2rem;padding-block-start:.5rem;border-block-start:1px solid var(--line);font-size:.75rem;color:var(--ink2);overflow-wrap:anywhere}
@media print{
html{font-size:10.5pt;background:#FFF}
html:lang(ar){font-size:11.5pt}
main{max-width:none;padding:0}
section>p{max-width:none}
h2,h3,caption{break-after:avoid}
figure,tr,header{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
}
)";

std::string style_of(const Document& document) {
  const auto* paper = document.sheet == Sheet::a3 ? "A3" : "A4";
  return fmt::format("{}@page{{size:{}{};margin:16mm 14mm 18mm}}\n", style, paper, document.across ? " landscape" : "");
}

/// A message in the document's language, as text of the page.
std::string said(const Message& message, i18n::Language language) { return escaped(i18n::render(message, language)); }

std::string table_text(const DataTable& data, i18n::Language language) {
  const auto page = on_page(data);
  const auto words = words_of(page.table, language);
  auto out = fmt::format("<div class=\"wide\"><table id=\"{}-table\"><caption>{}</caption>\n<thead><tr>", data.id,
                         said(data.title, language));
  const auto class_of = [&](std::size_t column) { return words.numeric[column] ? " class=\"n\"" : ""; };
  for (std::size_t column = 0; column < words.headings.size(); ++column)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(column), escaped(words.headings[column]));
  out += "</tr></thead>\n<tbody>\n";
  for (const auto& row : words.rows) {
    out += "<tr>";
    for (std::size_t column = 0; column < row.size(); ++column)
      out += fmt::format("<td{}><bdi{}>{}</bdi></td>", class_of(column), is_one_word(row[column]) ? " class=\"w\"" : "",
                         escaped(row[column]));
    out += "</tr>\n";
  }
  out += "</tbody></table></div>\n";
  return page.rest ? out + fmt::format("<p class=\"rest\">{}</p>\n", said(*page.rest, language)) : out;
}

std::string figure_text(const Figure& figure, i18n::Language language) {
  const auto title = figure.title.id.empty() ? std::string() : i18n::render(figure.title, language);
  auto out = fmt::format("<figure id=\"{}-figure\">", figure.id);
  if (!title.empty()) out += fmt::format("<h3>{}</h3>\n", escaped(title));
  out += svg_of(figure.drawing, figure.id, title, language);
  out += "<figcaption>";
  for (const auto& note : figure.notes)
    out += fmt::format("<p>{}</p>\n", said(note, language));
  return out + "</figcaption></figure>\n";
}

std::string paragraph_text(const Paragraph& paragraph, i18n::Language language) {
  const std::string_view element = paragraph.listed ? "li" : "p";
  std::string out;
  for (const auto& sentence : paragraph.sentences)
    out += fmt::format("<{0}>{1}</{0}>\n", element, said(sentence, language));
  return paragraph.listed ? "<ul>\n" + out + "</ul>\n" : out;
}

std::string section_text(const Section& section, i18n::Language language) {
  std::string out = "<section>\n";
  if (!section.heading.id.empty()) out += fmt::format("<h2>{}</h2>\n", said(section.heading, language));
  for (const auto& block : section.blocks) {
    out += std::visit(overloaded{
                          [&](const Paragraph& paragraph) { return paragraph_text(paragraph, language); },
                          [&](const DataTable& table) { return table_text(table, language); },
                          [&](const Figure& figure) { return figure_text(figure, language); },
                      },
                      block);
  }
  return out + "</section>\n";
}

std::string header_text(const Document& document) {
  const auto language = document.language;
  const auto verdict = i18n::render(document.title, language);
  auto out =
      fmt::format("<header>\n{}<p class=\"agreement\">{}</p>\n<h1 class=\"{}\">{}</h1>\n<p class=\"question\">{}</p>\n",
                  svg_of(document.sign, "sign", verdict, language), escaped(i18n::printable(document.agreement)),
                  findings::word(document.state), escaped(verdict), said(document.question, language));
  for (const auto& sentence : document.lead)
    out += fmt::format("<p class=\"lead\">{}</p>\n", said(sentence, language));
  return out + "</header>\n";
}

}  // namespace

std::string html_of(const Document& document) {
  const auto language = document.language;
  const auto title = fmt::format("{}: {}", i18n::printable(document.agreement), i18n::render(document.title, language));
  const auto styled = style_of(document);
  auto out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<main{}>\n",
      i18n::code(language), i18n::right_to_left(language) ? "rtl" : "ltr", crypto::to_base64(crypto::sha256(styled)),
      escaped(title), styled, document.across ? " class=\"across\"" : "");
  if (document.simulated)
    out += fmt::format("<p class=\"simulated\">{}</p>\n", said(msg::report::simulated(), language));
  out += header_text(document);
  for (const auto& section : document.sections)
    out += section_text(section, language);
  return out + fmt::format("<footer>{}</footer>\n</main>\n</body>\n</html>\n", said(document.foot, language));
}

}  // namespace entente::report
