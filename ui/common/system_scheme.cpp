// SPDX-License-Identifier: Apache-2.0
#include "common/system_scheme.h"
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QThread>

namespace twb::ui {

namespace {
const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");

/// A bus that is already there; libdbus would otherwise start one, which takes long and helps nobody.
bool busIsThere() {
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/bus"));
}
} // namespace

SystemScheme::SystemScheme(QObject* parent)
    : QObject(parent) {}

SystemScheme::~SystemScheme() {
    // A bus that does not answer must not hold up the end of the program: the thread is then left to finish alone.
    if (m_joining && m_joining->wait(200))
        delete m_joining;
}

void SystemScheme::start() {
    if (!busIsThere() || m_joining)
        return;
    m_joining = QThread::create([] { QDBusConnection::sessionBus(); });
    connect(m_joining, &QThread::finished, this, &SystemScheme::ask);
    m_joining->start(QThread::LowPriority);
}

void SystemScheme::ask() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // No service name: with one, Qt asks the bus for its owner and waits for the answer.
    bus.connect(QString(), portalPath, portalInterface, QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QDBusMessage)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    question << appearance << colorScheme;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError())
            take(parse(QVariant::fromValue(reply.value())));
        call->deleteLater();
    });
}

void SystemScheme::onSettingChanged(const QDBusMessage& message) {
    const QVariantList arguments = message.arguments();
    if (arguments.size() == 3 && arguments[0].toString() == appearance && arguments[1].toString() == colorScheme)
        take(parse(arguments[2]));
}

std::optional<Scheme> SystemScheme::parse(const QVariant& value) {
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>() && inner.metaType() == QMetaType::fromType<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    bool isNumber = false;
    const uint number = inner.toUInt(&isNumber);
    if (!isNumber || (number != 1 && number != 2))
        return std::nullopt;
    return number == 1 ? Scheme::Dark : Scheme::Light;
}

void SystemScheme::take(std::optional<Scheme> preference) {
    if (m_preference == preference)
        return;
    m_preference = preference;
    Q_EMIT changed();
}

} // namespace twb::ui
