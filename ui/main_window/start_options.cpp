// SPDX-License-Identifier: Apache-2.0
#include "main_window/start_options.h"

#include "editor/editor_workspace.h"
#include "main_window/main_window.h"
#include "workbench/document_list.h"
#include "workbench/profile_store.h"
#include "workbench/settings.h"

#include <cstdio>
#include <cstdlib>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTimer>

namespace twb::ui {

namespace {

/// Ends the program once the window has painted itself for the first time.
class FirstPaint : public QObject {
public:
    explicit FirstPaint(QWidget& window)
        : QObject(&window) {
        window.installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        }
        return false;
    }
};

/// Opens one layer after the other, each when the one around it has its answer.
class LayerOpener : public QObject {
public:
    LayerOpener(workbench::TokenDocument& document, int layer)
        : QObject(&document)
        , m_document(document)
        , m_layer(layer) {
        follow(&document);
    }

private:
    void follow(workbench::TokenDocument* document) {
        QObject::connect(document, &workbench::TokenDocument::evaluated, this, [this] {
            workbench::TokenDocument* shown = m_document.shownLayer();
            if (shown->layer() + 1 < m_layer && shown->openInner()) {
                follow(m_document.shownLayer());
            }
        });
    }

    workbench::TokenDocument& m_document;
    int m_layer;
};

[[noreturn]] void refuse(const QString& sentence) {
    std::fprintf(stderr, "token-workbench: %s\n", sentence.toLocal8Bit().constData());
    std::exit(2);
}

/// Takes the picture when the document has its answer, its keys and a quarter of a second of rest.
void renderWhenReady(MainWindow& window, const workbench::DocumentList& documents, const QString& file) {
    auto* rest = new QTimer(&window);
    rest->setSingleShot(true);
    rest->setInterval(250);
    QObject::connect(rest, &QTimer::timeout, &window, [&window, file] {
        const bool written = window.grab().save(file);
        if (!written) {
            std::fprintf(stderr, "token-workbench: %s cannot be written\n", file.toLocal8Bit().constData());
        }
        QCoreApplication::exit(written ? 0 : 2);
    });
    QObject::connect(documents.current(), &workbench::TokenDocument::evaluated, rest, [rest] { rest->start(); });
    QObject::connect(documents.current(), &workbench::TokenDocument::diagnosed, rest, [rest] { rest->start(); });
    // An empty document has no answer to wait for; a key pair of a template may take a second.
    rest->start(documents.current()->isEmpty() ? 250 : 3000);
}

} // namespace

StartOptions StartOptions::read(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("StartOptions", "Reads, checks, edits and signs JSON Web Tokens."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QCoreApplication::translate("StartOptions", "Files that hold a token."),
                                 QStringLiteral("[FILE…]"));
    const QCommandLineOption templateOption(QStringLiteral("template"),
                                            QCoreApplication::translate("StartOptions", "Start from a template."),
                                            QStringLiteral("ID"));
    const QCommandLineOption formOption(
        QStringLiteral("template-form"),
        QCoreApplication::translate("StartOptions", "Start with the form of a template."), QStringLiteral("ID"));
    const QCommandLineOption theme(
        QStringLiteral("theme"), QCoreApplication::translate("StartOptions", "light or dark."), QStringLiteral("NAME"));
    const QCommandLineOption render(
        QStringLiteral("render"), QCoreApplication::translate("StartOptions", "Write a picture of the window and end."),
        QStringLiteral("FILE"));
    const QCommandLineOption size(QStringLiteral("size"),
                                  QCoreApplication::translate("StartOptions", "Size of the window, as 1440x900."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption zoom(QStringLiteral("zoom"),
                                  QCoreApplication::translate("StartOptions", "80 to 200 percent."),
                                  QStringLiteral("PERCENT"));
    const QCommandLineOption at(QStringLiteral("at"),
                                QCoreApplication::translate("StartOptions", "The clock stands still at this moment."),
                                QStringLiteral("TIME"));
    const QCommandLineOption workspace(
        QStringLiteral("workspace"),
        QCoreApplication::translate("StartOptions", "editor, keys, endpoint or issuer: shown first."),
        QStringLiteral("NAME"));
    const QCommandLineOption key(
        QStringLiteral("key"),
        QCoreApplication::translate("StartOptions",
                                    "Put the key of this file into the key fields; may be given twice."),
        QStringLiteral("FILE"));
    const QCommandLineOption layer(QStringLiteral("layer"),
                                   QCoreApplication::translate("StartOptions", "Open this layer of a nested token."),
                                   QStringLiteral("NUMBER"));
    const QCommandLineOption firstPaint(
        QStringLiteral("exit-after-first-paint"),
        QCoreApplication::translate("StartOptions", "End when the window has been painted (for measurements)."));
    parser.addOptions({templateOption, formOption, theme, render, size, zoom, at, workspace, key, layer, firstPaint});
    parser.process(arguments);

    StartOptions options;
    options.files = parser.positionalArguments();
    options.templateId = parser.value(parser.isSet(formOption) ? formOption : templateOption);
    options.templateForm = parser.isSet(formOption);
    options.keyFiles = parser.values(key);
    options.layer = parser.value(layer).toInt();
    options.theme = parser.value(theme);
    options.renderTo = parser.value(render);
    options.workspace = parser.value(workspace);
    options.exitAfterFirstPaint = parser.isSet(firstPaint);
    if (!options.theme.isEmpty() && options.theme != QLatin1String("light") && options.theme != QLatin1String("dark")) {
        refuse(QCoreApplication::translate("StartOptions", "--theme is light or dark"));
    }
    if (parser.isSet(size)) {
        const QStringList parts = parser.value(size).split(QLatin1Char('x'));
        const QSize wanted(parts.value(0).toInt(), parts.value(1).toInt());
        if (parts.size() != 2 || wanted.width() < 1 || wanted.height() < 1 || wanted.width() > 8192 ||
            wanted.height() > 8192) {
            refuse(QCoreApplication::translate("StartOptions", "--size is two numbers, as 1440x900"));
        }
        options.size = wanted;
    }
    if (parser.isSet(zoom)) {
        bool number = false;
        options.zoom = parser.value(zoom).toInt(&number);
        if (!number || *options.zoom < 80 || *options.zoom > 200) {
            refuse(QCoreApplication::translate("StartOptions", "--zoom is a number from 80 to 200"));
        }
    }
    if (parser.isSet(at)) {
        const auto moment = parseTime(parser.value(at).toStdString());
        if (!moment) {
            refuse(QString::fromStdString(moment.error().detail));
        }
        options.at = *moment;
    }
    return options;
}

std::unique_ptr<const Clock> StartOptions::makeClock() const {
    if (at) {
        return std::make_unique<FixedClock>(*at);
    }
    return std::make_unique<SystemClock>();
}

std::unique_ptr<workbench::Settings> StartOptions::makeSettings() const {
    const bool throwAway = !renderTo.isEmpty() || exitAfterFirstPaint;
    // A place that cannot be written: settings live in memory for this run and nothing is left behind.
    auto settings = throwAway ? std::make_unique<workbench::Settings>(QStringLiteral(":/this-run-only.ini"), nullptr)
                              : std::make_unique<workbench::Settings>();
    if (!theme.isEmpty()) {
        settings->setTheme(theme == QLatin1String("dark") ? workbench::ThemeChoice::Dark
                                                          : workbench::ThemeChoice::Light);
    }
    if (zoom) {
        settings->setZoom(*zoom);
    }
    return settings;
}

QString StartOptions::profileFolder() const {
    if (!renderTo.isEmpty()) {
        return {};
    }
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/token-workbench/profiles");
}

void StartOptions::fillKeys(workbench::TokenDocument& document) const {
    Secret publicText, privateText;
    for (const QString& path : keyFiles) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || file.size() > (qint64{1} << 20)) {
            refuse(QCoreApplication::translate("StartOptions", "the key file %1 is not readable").arg(path));
        }
        QByteArray octets = file.readAll();
        Secret text(ByteView(reinterpret_cast<const std::uint8_t*>(octets.constData()),
                             static_cast<std::size_t>(octets.size())));
        wipeMemory(octets.data(), static_cast<std::size_t>(octets.size()));
        auto field = std::make_shared<doctor::KeyField>();
        field->kind = doctor::KeyField::Kind::KeyText;
        field->text = text.clone();
        const auto facts = doctor::resolveKey(field)->facts();
        if (facts.state != doctor::KeyFacts::State::Readable) {
            document.setVerifySecret(std::move(text)); // no key file: a secret
        } else {
            (facts.holdsPrivate ? privateText : publicText) = std::move(text);
        }
    }
    if (!publicText.empty() || !privateText.empty()) {
        document.setKeyPair(std::move(publicText), std::move(privateText));
    }
}

void StartOptions::start(MainWindow& window, workbench::DocumentList& documents,
                         workbench::ProfileStore& profileStore) const {
    if (exitAfterFirstPaint) {
        new FirstPaint(window);
    }
    if (size) {
        window.resize(*size);
    }
    window.show();
    window.editor().focusStart();
    if (workspace == QLatin1String("keys")) {
        window.actions()[ActionId::KeysWorkspace]->trigger();
    } else if (workspace == QLatin1String("endpoint")) {
        window.actions()[ActionId::EndpointWorkspace]->trigger();
    } else if (workspace == QLatin1String("issuer")) {
        window.actions()[ActionId::IssuerWorkspace]->trigger();
    } else if (workspace == QLatin1String("settings")) {
        window.actions()[ActionId::SettingsWorkspace]->trigger();
    }
    for (const QString& file : files) {
        window.editor().openFile(file);
    }
    if (!templateId.isEmpty()) {
        const profiles::Template* from = profileStore.find(templateId.toStdString());
        if (!from) {
            refuse(QCoreApplication::translate("StartOptions", "no template has the id %1").arg(templateId));
        }
        const auto started = templateForm ? workbench::openTemplate(*from, documents.current())
                                          : workbench::startFromTemplate(*from, documents.current());
        if (!started) {
            refuse(QString::fromStdString(started.error().detail));
        }
    }
    fillKeys(*documents.current());
    if (layer > 1) {
        new LayerOpener(*documents.current(), layer);
    }
    if (!renderTo.isEmpty()) {
        renderWhenReady(window, documents, renderTo);
    }
}

} // namespace twb::ui
