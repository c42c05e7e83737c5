// SPDX-License-Identifier: Apache-2.0
// verify, backup, restore, doctor: keeping a record safe.
#include "cli/commands.hpp"
#include "crypto/digest.hpp"
#include "msg/cli.hpp"
#include "msg/column.hpp"
#include "service/record.hpp"

#include <memory>

namespace entente::cli {
namespace {

struct KeepingOptions {
  std::string record;
  std::string other;
};

codec::Table head_table(const store::Head& head) {
  return {{{"entries", msg::column::count()}, {"record_root", msg::cli::record_root()}},
          {{static_cast<std::int64_t>(head.size), crypto::to_base64(head.root)}}};
}

/// People read the first of what is broken; programs get all.
constexpr std::size_t damage_shown = 20;

Output damage_output(const std::string& path, const store::VerifyReport& report) {
  Output output;
  output.exit = exit_failure;
  output.rows.columns = {{"sequence", msg::cli::sequence()}, {"damage", msg::column::what()}};
  Section section;
  section.lines.push_back(msg::cli::damaged(path, static_cast<std::int64_t>(report.damage.size())));
  for (const auto& damage : report.damage) {
    if (section.lines.size() <= damage_shown) section.lines.push_back(damage.message);
    output.rows.rows.push_back(
        {damage.sequence ? codec::Cell(static_cast<std::int64_t>(*damage.sequence)) : codec::Cell(), damage.message});
  }
  if (report.damage.size() > damage_shown) {
    section.lines.push_back(msg::cli::more_damage(static_cast<std::int64_t>(report.damage.size() - damage_shown)));
  }
  section.lines.push_back(msg::cli::damage_way_out());
  output.sections.push_back(std::move(section));
  return output;
}

Output whole_output(const std::string& path, const store::VerifyReport& report) {
  Output output;
  output.rows = head_table(report.head);
  output.sections.push_back(
      {{},
       {msg::cli::verified(path, static_cast<std::int64_t>(report.entries_read), crypto::to_base64(report.head.root))},
       {}});
  return output;
}

Result<Output> verify(const KeepingOptions& options) {
  ENTENTE_ASSIGN(const auto verified, service::verify(options.record));
  const auto& report = verified.report;
  auto output = report.damage.empty() ? whole_output(options.record, report) : damage_output(options.record, report);
  output.simulated = verified.simulated;
  return output;
}

Output copy_output(const service::Copied& copied, const std::string& path,
                   Message (*line)(msg::Text path, std::int64_t entries, msg::Text root)) {
  Output output;
  output.simulated = copied.simulated;
  output.rows = head_table(copied.head);
  output.sections.push_back(
      {{}, {line(path, static_cast<std::int64_t>(copied.head.size), crypto::to_base64(copied.head.root))}, {}});
  return output;
}

Result<Output> backup(const KeepingOptions& options) {
  ENTENTE_ASSIGN(const auto copied, service::backup(options.record, options.other));
  return copy_output(copied, options.other, msg::cli::backed_up);
}

Result<Output> restore(const KeepingOptions& options) {
  ENTENTE_ASSIGN(const auto copied, service::restore(options.record, options.other));
  return copy_output(copied, options.other, msg::cli::restored);
}

Result<Output> doctor(const KeepingOptions& options, const Environment& environment) {
  Output output;
  output.rows.columns = {{"check", msg::column::check()},
                         {"good", msg::cli::good()},
                         {"finding", msg::column::what()},
                         {"way_out", msg::column::way_out()}};
  Section section;
  const auto diagnosis = service::doctor(options.record, environment.now());
  output.simulated = diagnosis.simulated;
  for (const auto& check : diagnosis.checks) {
    section.lines.push_back(check.good ? msg::cli::check_good(check.finding) : msg::cli::check_bad(check.finding));
    if (check.way_out) section.lines.push_back(msg::cli::way_out_line(*check.way_out));
    output.rows.rows.push_back(
        {check.id, check.good, check.finding, check.way_out ? codec::Cell(*check.way_out) : codec::Cell()});
    if (!check.good) output.exit = exit_failure;
  }
  output.sections.push_back(std::move(section));
  return output;
}

}  // namespace

void add_keeping_commands(CLI::App& app, Context& context) {
  const auto words = [&](const Message& message) { return context.words(message); };

  const auto verify_options = std::make_shared<KeepingOptions>();
  add_command(app, context, "verify", msg::cli::verify_help(), "entente verify south-west.db",
              [verify_options] { return verify(*verify_options); })
      ->add_option("DB", verify_options->record, words(msg::cli::db_help()))
      ->required();

  const auto backup_options = std::make_shared<KeepingOptions>();
  auto* backup_app = add_command(app, context, "backup", msg::cli::backup_help(),
                                 "entente backup south-west.db /media/usb/south-west-2017-11-10.db",
                                 [backup_options] { return backup(*backup_options); });
  backup_app->add_option("DB", backup_options->record, words(msg::cli::db_help()))->required();
  backup_app->add_option("TO", backup_options->other, words(msg::cli::backup_to_help()))->required();

  const auto restore_options = std::make_shared<KeepingOptions>();
  auto* restore_app = add_command(app, context, "restore", msg::cli::restore_help(),
                                  "entente restore /media/usb/south-west-2017-11-10.db south-west.db",
                                  [restore_options] { return restore(*restore_options); });
  restore_app->add_option("BACKUP", restore_options->record, words(msg::cli::backup_from_help()))->required();
  restore_app->add_option("DB", restore_options->other, words(msg::cli::db_new_help()))->required();

  const auto doctor_options = std::make_shared<KeepingOptions>();
  add_command(app, context, "doctor", msg::cli::doctor_help(), "entente doctor south-west.db",
              [doctor_options, &context] { return doctor(*doctor_options, context.environment); })
      ->add_option("DB", doctor_options->record, words(msg::cli::db_help()));
}

}  // namespace entente::cli
