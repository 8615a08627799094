// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/secret.h"
#include "cli/failure.h"
#include "cli/json_writer.h"

namespace twb::cli {

enum class Style { Plain, Heading, Good, Bad, Careful, Quiet };

/// Standard output and standard error. Collects, then writes at once.
class Output {
public:
    enum class Form { Human, Json };
    explicit Output(Form form);

    bool json() const { return m_form == Form::Json; }
    /// True if people read along on a terminal.
    bool terminal() const { return m_terminal; }

    /// A piece of text, coloured only on a terminal without NO_COLOR.
    void write(std::string_view text, Style style = Style::Plain);
    void line(std::string_view text = {}, Style style = Style::Plain) {
        write(text, style);
        write("\n");
    }
    /// `label` padded to a common width, then the value: one fact.
    void fact(std::string_view label, std::string_view value, Style style = Style::Plain);
    /// Text from outside: as it is, unless it could steer the terminal; then such characters become \u escapes.
    void foreign(std::string_view text);
    /// A secret, because the verb is about it. The buffer is wiped after writing.
    void secret(const Secret& octets) { write(asText(octets.reveal())); }

    /// A remark for people on standard error; not with --json.
    void note(std::string_view text);
    /// `twb: message` on standard error, beside the output.
    void complain(const Failure& failure);
    /// The same instead of the output: with --json the error object on standard output.
    void failure(const Failure& failure);

    /// Writes what was collected. @return false if standard output took not all of it.
    bool flush();

private:
    Form m_form;
    bool m_terminal;
    bool m_colour;
    std::string m_text;
};

/// `{"code","message","where"}` of the error object.
std::string errorJson(const Failure& failure);
/// "the key (line 1, column 2, octet 1): …. Advice."
std::string message(const Failure& failure);

} // namespace twb::cli
