// SPDX-License-Identifier: Apache-2.0
#include "cli/json_writer.h"
#include "cli/profile_folder.h"
#include "cli/verbs.h"

#include <array>

namespace twb::cli {

namespace {

using profiles::Profile;

std::string problemJson(const profiles::ProfileProblem& problem) {
    JsonObject object;
    object.text("file", problem.file).number("line", static_cast<std::int64_t>(problem.place.line));
    object.number("column", static_cast<std::int64_t>(problem.place.column)).text("member", problem.member);
    return object.text("message", problem.what).text("advice", problem.advice).finish();
}

std::string texts(const std::vector<std::string>& list) {
    JsonArray array;
    for (const std::string& one : list) {
        array.raw(quoted(one));
    }
    return array.finish();
}

std::string_view kindName(profiles::TemplateField::Kind kind) {
    constexpr std::array<std::string_view, 6> names{"text", "cpf", "minutes", "seconds", "url", "secret"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view kindName(profiles::ValueKind kind) {
    constexpr std::array<std::string_view, 8> names{"any",     "text", "number", "date",
                                                    "boolean", "list", "object", "text or list"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view formatName(profiles::ValueFormat format) {
    constexpr std::array<std::string_view, 6> names{"", "cpf", "uuid", "uri", "https", "email"};
    return names[static_cast<std::size_t>(format)];
}

std::string_view presenceName(profiles::Presence presence) {
    constexpr std::array<std::string_view, 4> names{"yes", "recommended", "no", "forbidden"};
    return names[static_cast<std::size_t>(presence)];
}

std::string_view copyName(profiles::CopyForm form) {
    constexpr std::array<std::string_view, 3> names{"token", "authorization", "bearer"};
    return names[static_cast<std::size_t>(form)];
}

std::string policyJson(const profiles::Policy& policy) {
    JsonArray rules;
    for (const profiles::MemberRule& rule : policy.members) {
        JsonArray values;
        for (const std::string& value : rule.values) {
            values.raw(value);
        }
        JsonObject object;
        object.text("name", rule.name).text("in", rule.inHeader ? "header" : "payload");
        object.text("required", presenceName(rule.presence)).text("type", kindName(rule.kind));
        object.textOrNull("format", formatName(rule.format)).raw("values", values.finish());
        object.textOrNull("field", rule.field).text("note", rule.note);
        rules.raw(object.finish());
    }
    JsonObject object;
    object.raw("rules", rules.finish());
    if (policy.lifetime) {
        JsonObject lifetime;
        const auto number = [&](std::string_view name, const std::optional<std::chrono::seconds>& value) {
            lifetime.raw(name, value ? std::to_string(value->count()) : "null");
        };
        number("most", policy.lifetime->most);
        number("usual", policy.lifetime->usual);
        object.raw("lifetime", lifetime.finish());
    } else {
        object.null("lifetime");
    }
    return object.boolean("signature", policy.signature.has_value()).finish();
}

std::string templateJson(const profiles::Template& start) {
    JsonArray fields;
    for (const profiles::TemplateField& field : start.fields) {
        JsonObject object;
        object.text("name", field.name).text("label", field.label).text("kind", kindName(field.kind));
        object.text("default", field.initial).boolean("optional", field.optional).text("hint", field.hint);
        fields.raw(object.finish());
    }
    JsonObject object;
    object.raw("header", start.header).raw("payload", start.payload);
    return object.raw("fields", fields.finish()).finish();
}

std::string profileJson(const Profile& profile) {
    JsonArray points;
    for (const profiles::ChecklistPoint& point : profile.checklist) {
        JsonObject object;
        object.text("id", point.id).text("title", point.title).text("how", point.how);
        points.raw(object.raw("rules", texts(point.rules)).finish());
    }
    JsonArray copy;
    for (const profiles::CopyForm form : profile.copyForms) {
        copy.raw(quoted(copyName(form)));
    }
    JsonObject object;
    object.text("id", profile.id).text("title", profile.title).text("summary", profile.summary);
    object.text("source", profile.source).boolean("own", profile.isUserOwn);
    object.raw("template", profile.start ? templateJson(*profile.start) : "null");
    object.raw("policy", profile.policy ? policyJson(*profile.policy) : "null");
    return object.raw("checklist", points.finish()).raw("copy", copy.finish()).finish();
}

void printPolicy(Output& output, const profiles::Policy& policy) {
    output.line();
    output.line("Expected", Style::Heading);
    for (const profiles::MemberRule& rule : policy.members) {
        std::string text = "  " + (rule.inHeader ? "header " + rule.name : rule.name) + ": ";
        text += rule.presence == profiles::Presence::Required      ? "required"
                : rule.presence == profiles::Presence::Recommended ? "recommended"
                : rule.presence == profiles::Presence::Forbidden   ? "must not be there"
                                                                   : "optional";
        text += rule.kind == profiles::ValueKind::Any ? "" : ", " + std::string(kindName(rule.kind));
        text += rule.format == profiles::ValueFormat::None ? "" : ", " + std::string(formatName(rule.format));
        for (std::size_t i = 0; i < rule.values.size(); ++i) {
            text += (i == 0 ? ", one of " : " ") + rule.values[i];
        }
        text += rule.note.empty() ? "" : ". " + rule.note;
        output.foreign(text);
        output.line();
    }
    if (policy.lifetime && policy.lifetime->most) {
        output.line("  lifetime: at most " + profiles::durationText(policy.lifetime->most->count()));
    }
    if (policy.lifetime && policy.lifetime->usual) {
        output.line("  lifetime: " + profiles::durationText(policy.lifetime->usual->count()) + " is usual");
    }
    if (policy.signature) {
        output.line("  signature: must be checked");
    }
}

void printProfile(Output& output, const Profile& profile) {
    output.foreign(profile.title);
    output.line();
    output.foreign(profile.summary);
    output.line();
    output.fact("source", profile.source);
    if (profile.policy) {
        printPolicy(output, *profile.policy);
    }
    if (profile.start) {
        output.line();
        output.line("Template", Style::Heading);
        output.foreign("  " + profile.start->header + "\n  " + profile.start->payload);
        output.line();
        for (const profiles::TemplateField& field : profile.start->fields) {
            const bool secret = field.kind == profiles::TemplateField::Kind::Secret;
            output.foreign("  " + (secret ? "KEY" : "--var " + field.name + "=" + field.initial) +
                           (field.hint.empty() ? "" : "  (" + field.hint + ")"));
            output.line();
        }
    }
    if (!profile.checklist.empty()) {
        output.line();
        output.line("Checklist", Style::Heading);
        for (const profiles::ChecklistPoint& point : profile.checklist) {
            output.foreign("  " + point.title);
            output.line();
            output.foreign("    " + point.how);
            output.line();
        }
    }
}

} // namespace

Answer<Exit> runProfiles(Session& session) {
    const auto library = readProfiles(session);
    if (session.output.json()) {
        JsonArray list, problems;
        for (const Profile& profile : library->all()) {
            JsonObject object;
            object.text("id", profile.id).text("title", profile.title).text("summary", profile.summary);
            object.boolean("own", profile.isUserOwn).boolean("policy", profile.policy.has_value());
            object.boolean("template", profile.start.has_value()).boolean("checklist", !profile.checklist.empty());
            list.raw(object.finish());
        }
        for (const profiles::ProfileProblem& problem : library->problems()) {
            problems.raw(problemJson(problem));
        }
        JsonObject object;
        object.raw("profiles", list.finish()).raw("problems", problems.finish()).text("folder", profileFolder());
        session.output.line(object.finish());
        return Exit::Yes;
    }
    for (const Profile& profile : library->all()) {
        session.output.fact(profile.id, profile.summary);
    }
    return Exit::Yes;
}

Answer<Exit> runProfileShow(Session& session) {
    const auto& plain = session.arguments.plain();
    if (plain.empty()) {
        return usage("name a profile; \"twb profiles\" lists them");
    }
    const auto library = readProfiles(session);
    const auto profile = findProfile(*library, plain.front());
    if (!profile) {
        return passOn(profile);
    }
    if (session.output.json()) {
        session.output.line(profileJson(**profile));
    } else {
        printProfile(session.output, **profile);
    }
    return Exit::Yes;
}

} // namespace twb::cli
