// SPDX-License-Identifier: Apache-2.0
// Stored form, canonical form and leaf of an entry, over the fields that description.hpp names.
#include "record/canonical.hpp"

#include "msg/record.hpp"
#include "record/field_reader.hpp"
#include "record/field_writer.hpp"

#include <algorithm>
#include <array>

namespace entente::record {
namespace {

constexpr char version = '\1';
constexpr std::string_view zero{"\0", 1};
constexpr std::size_t salt_bytes = 16;  // nobody tries out 2^128

std::vector<FieldView> views_of(std::span<const Field> fields) {
  std::vector<FieldView> views;
  views.reserve(fields.size());
  for (const Field& field : fields)
    views.push_back({field.name, field.value});
  std::sort(views.begin(), views.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return views;
}

void append_escaped(std::string& bytes, std::string_view value) {
  while (true) {
    const auto found =
        std::find_if(value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r' || c == '\\'; });
    const auto special = static_cast<std::size_t>(found - value.begin());
    bytes += value.substr(0, special);
    if (special == value.size()) return;
    bytes += '\\';
    bytes += value[special] == '\n' ? 'n' : value[special] == '\r' ? 'r' : '\\';
    value.remove_prefix(special + 1);
  }
}

void append_stored(std::string& bytes, std::span<const FieldView> fields) {
  bytes += version;
  for (const FieldView& field : fields) {
    bytes += field.name;
    bytes += ' ';
    append_escaped(bytes, field.value);
    bytes += '\n';
  }
}

/// Into `unescaped`, which does not move: it was given room for the whole entry.
std::optional<std::string_view> unescape(std::string_view value, std::string& unescaped) {
  const std::size_t begin = unescaped.size();
  while (true) {
    const std::size_t escape = value.find('\\');
    unescaped += value.substr(0, escape);
    if (escape == std::string_view::npos) break;
    const char what = escape + 1 < value.size() ? value[escape + 1] : '\0';
    if (what != 'n' && what != 'r' && what != '\\') return std::nullopt;
    unescaped += what == 'n' ? '\n' : what == 'r' ? '\r' : '\\';
    value.remove_prefix(escape + 2);
  }
  return std::string_view(unescaped).substr(begin);
}

/// Which bytes a name is made of.
constexpr std::array<bool, 256> in_names = [] {
  std::array<bool, 256> in{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789_."))
    in.at(static_cast<unsigned char>(c)) = true;
  return in;
}();

std::size_t length_of_name(std::string_view row) {
  const auto end =
      std::find_if_not(row.begin(), row.end(), [](char c) { return in_names[static_cast<unsigned char>(c)]; });
  return static_cast<std::size_t>(end - row.begin());
}

/// Splits a stored form. What is escaped is written to `unescaped`; everything else is seen in `bytes`.
Result<void> split(std::string_view bytes, std::vector<FieldView>& fields, std::string& unescaped) {
  fields.clear();
  unescaped.clear();
  unescaped.reserve(bytes.size());
  if (bytes.empty() || bytes.front() != version) return fail(Code::corrupt, msg::record::stored_version());
  bytes.remove_prefix(1);
  const bool any_return = bytes.find('\r') != std::string_view::npos;
  const bool any_escape = bytes.find('\\') != std::string_view::npos;
  for (double line = 1; !bytes.empty(); ++line) {
    const auto bad_line = [&] { return fail(Code::corrupt, msg::record::stored_line(line)); };
    const std::size_t end = bytes.find('\n');
    const std::string_view row = bytes.substr(0, end);
    const std::size_t blank = length_of_name(row);
    if (end == std::string_view::npos || blank == 0 || blank == row.size() || row[blank] != ' ') return bad_line();
    FieldView field{row.substr(0, blank), row.substr(blank + 1)};
    if (!fields.empty() && fields.back().name >= field.name) return bad_line();
    if (any_return && field.value.find('\r') != std::string_view::npos) return bad_line();
    if (any_escape && field.value.find('\\') != std::string_view::npos) {
      const auto value = unescape(field.value, unescaped);
      if (!value) return bad_line();
      field.value = *value;
    }
    fields.push_back(field);
    bytes.remove_prefix(end + 1);
  }
  return {};
}

void append_canonical(std::string& form, const EntryId& id, std::span<const FieldView> fields,
                      const crypto::Hmac& of_secret, std::vector<std::uint8_t>& salts) {
  salts.resize(fields.size() * salt_bytes);
  crypto::draw_from_key(of_secret.of(crypto::bytes_of(id.bytes)), salts);
  std::string_view rest = crypto::bytes_of(salts);
  form += version;
  for (const FieldView& field : fields) {
    const std::string_view salt = rest.substr(0, salt_bytes);
    rest.remove_prefix(salt_bytes);
    form += field.name;
    form += ' ';
    crypto::append_base64(form, crypto::sha256({salt, zero, field.name, zero, field.value}));
    form += '\n';
  }
}

}  // namespace

std::vector<Field> to_fields(const Entry& entry) {
  FieldWriter writer;
  std::vector<Field> fields;
  for (const FieldView& view : writer.write(entry)) {
    fields.push_back({std::string(view.name), std::string(view.value)});
  }
  return fields;
}

Result<void> check(const Entry& entry) {
  FieldWriter writer;
  writer.write(entry);
  if (writer.problem()) return fail(Code::invalid, msg::record::cannot_store(to_string(entry.id), *writer.problem()));
  return {};
}

Result<Entry> from_fields(std::span<const Field> fields) {
  const auto sorted = views_of(fields);
  const auto twice =
      std::adjacent_find(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  if (twice != sorted.end()) return fail(Code::corrupt, msg::record::field_twice(twice->name));
  return FieldReader::read(sorted);
}

std::string to_stored(std::span<const Field> fields) {
  std::string bytes;
  append_stored(bytes, views_of(fields));
  return bytes;
}

Result<std::vector<Field>> from_stored(std::string_view bytes) {
  std::vector<FieldView> views;
  std::string unescaped;
  ENTENTE_TRY(split(bytes, views, unescaped));
  std::vector<Field> fields;
  fields.reserve(views.size());
  for (const FieldView& view : views)
    fields.push_back({std::string(view.name), std::string(view.value)});
  return fields;
}

Result<Entry> decode(std::string_view stored) {
  static thread_local std::vector<FieldView> views;  // kept, as a record is read entry by entry
  static thread_local std::string unescaped;
  ENTENTE_TRY(split(stored, views, unescaped));
  return FieldReader::read(views);
}

std::string canonical_form(const EntryId& id, std::span<const Field> fields, const Secret& secret) {
  std::string form;
  std::vector<std::uint8_t> salts;
  append_canonical(form, id, views_of(fields), crypto::Hmac(secret), salts);
  return form;
}

crypto::Digest leaf(const EntryId& id, std::span<const Field> fields, const Secret& secret) {
  return crypto::sha256(canonical_form(id, fields, secret));
}

struct Encoder::Buffers {
  explicit Buffers(const Secret& secret) : of_secret(secret) {}
  crypto::Hmac of_secret;
  FieldWriter writer;
  std::vector<FieldView> views;
  std::string unescaped;
  std::string stored;
  std::string form;
  std::vector<std::uint8_t> salts;
};

Encoder::Encoder(const Secret& secret) : buffers_(std::make_unique<Buffers>(secret)) {}
Encoder::~Encoder() = default;
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;

Result<Encoder::Encoded> Encoder::encode(const Entry& entry) {
  auto& [of_secret, writer, views, unescaped, stored, form, salts] = *buffers_;
  const auto& fields = writer.write(entry);
  if (writer.problem()) return fail(Code::invalid, msg::record::cannot_store(to_string(entry.id), *writer.problem()));
  stored.clear();
  append_stored(stored, fields);
  form.clear();
  append_canonical(form, entry.id, fields, of_secret, salts);
  return Encoded{.stored = stored, .leaf = crypto::sha256(form)};
}

Result<crypto::Digest> Encoder::leaf_of(const EntryId& id, std::string_view stored) {
  auto& buffers = *buffers_;
  ENTENTE_TRY(split(stored, buffers.views, buffers.unescaped));
  buffers.form.clear();
  append_canonical(buffers.form, id, buffers.views, buffers.of_secret, buffers.salts);
  return crypto::sha256(buffers.form);
}

}  // namespace entente::record
