// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "common/theme.h"
#include "workbench/document_list.h"
#include "workbench/english_plurals.h"
#include "workbench/key_maker.h"
#include "workbench/profile_store.h"
#include "workbench/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// What the tests of the editor page have in common: a clock that stands still, settings of their own, samples.
namespace page {

inline constexpr const char* cafSecret = "example-caf-client-secret-0123456789abcdef";
inline constexpr const char* cafToken =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
    "eyJpc3MiOiI2MWIwYzBmZmVlMDAwMDAwMDAwMGMxZDEiLCJwZW9wbGVJZCI6IjExMTQ0NDc3NzM1IiwiZXhwIjoxNzM1Njg5OTAwfQ."
    "jZAw9DQ0eAfKjVFXPv3nCf5TS87nljKM0Iuf8lEh6Eo";

enum class Profiles { BuiltIn, WithOwn };

class Bench {
public:
    /// @param profiles  WithOwn: those of a folder, too, which is empty and not yet there
    explicit Bench(Profiles profiles = Profiles::BuiltIn)
        : profileStore(profiles == Profiles::WithOwn ? folder.filePath(QStringLiteral("profiles")) : QString()) {
        QCoreApplication::installTranslator(&plurals);
        theme.setMotion(twb::ui::Motion::Off);
        settings.setZone(twb::workbench::ZoneChoice::Utc);
    }

    twb::workbench::TokenDocument* document() const { return documents.current(); }

    /// Waits until the newest edit has its answer.
    bool settle() const {
        return QTest::qWaitFor([this] { return document()->evaluation()->revision == document()->revision(); }, 5000);
    }

    QTemporaryDir folder;
    twb::FixedClock clock{twb::Time(std::chrono::seconds(1735689800))};
    twb::ui::Theme theme;
    twb::workbench::Settings settings{folder.filePath(QStringLiteral("settings.ini")), nullptr};
    twb::workbench::ProfileStore profileStore;
    twb::workbench::DocumentList documents{services()};
    twb::workbench::KeyMaker keyMaker;
    twb::workbench::EnglishPlurals plurals;

private:
    twb::workbench::DocumentServices services() {
        twb::workbench::DocumentServices services{&clock};
        services.profiles = &profileStore;
        return services;
    }
};

} // namespace page
