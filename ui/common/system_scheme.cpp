// SPDX-License-Identifier: Apache-2.0
#include "common/system_scheme.h"
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QThread>

namespace twb::ui {

namespace {
const QString portalService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString portalPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString portalInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString colorScheme = QStringLiteral("color-scheme");
const QString reducedMotion = QStringLiteral("reduced-motion");
const QString gnomeInterface = QStringLiteral("org.gnome.desktop.interface");
const QString enableAnimations = QStringLiteral("enable-animations");

QVariant unwrapped(QVariant value) {
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

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
    for (const char* version : {"3.0", "4.0"}) {
        const QString file =
            QStringLiteral("%1/gtk-%2/settings.ini")
                .arg(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation), QLatin1String(version));
        if (gtkWantsLessMotion(file))
            takeMotion(true);
    }
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
    askFor(appearance, colorScheme);
    askFor(appearance, reducedMotion);
    askFor(gnomeInterface, enableAnimations);
}

void SystemScheme::askFor(const QString& group, const QString& key) {
    QDBusMessage question =
        QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, QStringLiteral("Read"));
    question << group << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, group, key](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError())
            take(group, key, QVariant::fromValue(reply.value()));
        call->deleteLater();
    });
}

void SystemScheme::onSettingChanged(const QDBusMessage& message) {
    const QVariantList arguments = message.arguments();
    if (arguments.size() == 3)
        take(arguments[0].toString(), arguments[1].toString(), arguments[2]);
}

void SystemScheme::take(const QString& group, const QString& key, const QVariant& value) {
    if (group == appearance && key == colorScheme)
        takeScheme(parse(value));
    else if (const auto less = parseLessMotion(group, key, value))
        takeMotion(*less);
}

std::optional<bool> SystemScheme::parseLessMotion(const QString& group, const QString& key, const QVariant& value) {
    const QVariant inner = unwrapped(value);
    if (group == appearance && key == reducedMotion && inner.canConvert<uint>())
        return inner.toUInt() == 1;
    if (group == gnomeInterface && key == enableAnimations && inner.metaType() == QMetaType::fromType<bool>())
        return !inner.toBool();
    return std::nullopt;
}

bool SystemScheme::gtkWantsLessMotion(const QString& iniFile) {
    QFile file(iniFile);
    if (!file.open(QIODevice::ReadOnly) || file.size() > 65536)
        return false;
    static const QRegularExpression off(QStringLiteral("^\\s*gtk-enable-animations\\s*=\\s*(0|false)\\s*$"),
                                        QRegularExpression::MultilineOption);
    return QString::fromUtf8(file.readAll()).contains(off);
}

std::optional<Scheme> SystemScheme::parse(const QVariant& value) {
    const QVariant inner = unwrapped(value);
    bool isNumber = false;
    const uint number = inner.toUInt(&isNumber);
    if (!isNumber || (number != 1 && number != 2))
        return std::nullopt;
    return number == 1 ? Scheme::Dark : Scheme::Light;
}

void SystemScheme::takeScheme(std::optional<Scheme> preference) {
    if (m_preference == preference)
        return;
    m_preference = preference;
    Q_EMIT changed();
}

void SystemScheme::takeMotion(bool less) {
    if (m_lessMotion == less)
        return;
    m_lessMotion = less;
    Q_EMIT changed();
}

} // namespace twb::ui
