// SPDX-License-Identifier: Apache-2.0
// All building blocks on one page, to look at: gallery [--dark] [--system-colours] [--zoom N] [--compact]
// [--render FILE.png] [--scale N].
#include "common/activity_bar.h"
#include "common/busy_bar.h"
#include "common/buttons.h"
#include "common/check_row.h"
#include "common/empty_hint.h"
#include "common/fact_cell.h"
#include "common/inline_error.h"
#include "common/metrics.h"
#include "common/pane_frame.h"
#include "common/secret_edit.h"
#include "common/switch_row.h"
#include "common/text_label.h"
#include "common/theme.h"
#include "common/toggle_switch.h"
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDateTimeEdit>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>
#include <QTableWidget>
#include <QTimer>

using namespace twb::ui;

namespace {

QWidget* form(QLayout* layout) {
    auto* widget = new QWidget;
    widget->setLayout(layout);
    layout->setContentsMargins(metrics::paneSide, metrics::paneTop, metrics::paneSide, metrics::paneTop);
    return widget;
}

QWidget* facts() {
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    const auto add = [&](const char* subject, std::optional<Icon> icon, FactState state, const char* title,
                         const char* detail) {
        auto* cell = new FactCell(subject, icon);
        cell->setFact(state, title, detail);
        row->addWidget(cell, 1);
    };
    add("Signature", std::nullopt, FactState::Good, "Signature Verified",
        "HS256 with the secret you entered, 44 bytes");
    add("Time", Icon::Clock, FactState::Error, "Not yet valid: 2 h 59 m to go", "nbf 20 Nov 2026 15:02:12");
    add("Profile", Icon::Profile, FactState::Warning, "CAF mobile: 1 warning", "1 of 6 rules not met, 1 not judged");
    add("Signature", std::nullopt, FactState::Neutral, "Not checked: no key given", "HS256, kid 1");
    return widget;
}

QWidget* controls() {
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space8);
    grid->setVerticalSpacing(metrics::space8);
    auto* secret = new SecretEdit("Secret for verifying");
    secret->setSecret(twb::Secret::fromText("a sample of 27 characters, "));
    auto* encoding = new QComboBox;
    encoding->addItems({"UTF-8", "Base64", "Base64URL", "Hex"});
    grid->addWidget(new TextLabel("Verify with", Role::Text2), 0, 0);
    grid->addWidget(secret, 0, 1);
    grid->addWidget(encoding, 0, 2);
    grid->addWidget(new Badge("44 bytes · long enough", BadgeKind::Ok), 0, 3);
    auto* shown = new SecretEdit("Shown");
    shown->setSecret(twb::Secret::fromText("c3VwcG9ydC1jYXNlLTQ4MTI="));
    shown->setRevealed(true);
    grid->addWidget(new TextLabel("Sign with", Role::Text2), 1, 0);
    grid->addWidget(shown, 1, 1);
    auto* check = new QCheckBox("Sign while typing");
    check->setChecked(true);
    grid->addWidget(check, 1, 2);
    auto* sign = makeButton("Sign copy");
    sign->setIcon(icon(Icon::Pen));
    sign->setEnabled(false);
    grid->addWidget(sign, 1, 3);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    auto* primary = makeButton("Read secret as Base64", ButtonKind::Primary);
    primary->setIcon(icon(Icon::Repair, Role::OnAccent));
    row->addWidget(primary);
    row->addWidget(makeButton("Copy finding", ButtonKind::Flat));
    auto* normal = makeButton("Correct in your copy");
    normal->setIcon(icon(Icon::Repair));
    row->addWidget(normal);
    auto* disabled = makeButton("Primary off", ButtonKind::Primary);
    disabled->setEnabled(false);
    row->addWidget(disabled);
    row->addWidget(new LinkButton("Show as pasted"));
    row->addStretch(1);
    grid->addLayout(row, 2, 0, 1, 4);
    auto* second = new QHBoxLayout;
    second->setSpacing(metrics::space8);
    auto* spin = new QSpinBox;
    spin->setRange(0, 3600);
    spin->setValue(60);
    spin->setSuffix(" s");
    second->addWidget(spin);
    auto* date = new QDateTimeEdit(QDateTime({2026, 11, 20}, {15, 3, 0}));
    date->setDisplayFormat("d MMM yyyy HH:mm:ss");
    second->addWidget(date);
    auto* off = new QDateTimeEdit(date->dateTime());
    off->setEnabled(false);
    second->addWidget(off);
    auto* offCombo = new QComboBox;
    offCombo->addItem("Off");
    offCombo->setEnabled(false);
    second->addWidget(offCombo);
    second->addWidget(new QRadioButton("One"));
    auto* two = new QRadioButton("Two");
    two->setChecked(true);
    second->addWidget(two);
    auto* none = new QCheckBox("Off");
    none->setEnabled(false);
    second->addWidget(none);
    second->addStretch(1);
    grid->addLayout(second, 3, 0, 1, 4);
    auto* third = new QHBoxLayout;
    auto* on = new ToggleSwitch("Issuer", "Running on this computer only", "Stopped");
    on->setChecked(true);
    third->addWidget(on);
    third->addWidget(new ToggleSwitch("Issuer", "Running", "Stopped"));
    auto* busy = new BusyBar("Reading");
    third->addWidget(busy, 1);
    auto* half = new BusyBar("Reading");
    half->setProgress(0.4);
    third->addWidget(half, 1);
    grid->addLayout(third, 4, 0, 1, 4);
    auto* field = new QLineEdit;
    field->setPlaceholderText("Placeholder");
    grid->addWidget(new TextLabel("Field", Role::Text2), 5, 0);
    grid->addWidget(field, 5, 1);
    auto* badges = new QHBoxLayout;
    badges->setSpacing(metrics::space8);
    const auto badge = [&](const char* text, BadgeKind kind, std::optional<Icon> drawing) {
        auto* each = new Badge(text, kind);
        each->setIcon(drawing);
        badges->addWidget(each);
    };
    badge("2 errors", BadgeKind::Err, Icon::Err);
    badge("1 warning", BadgeKind::Warn, Icon::Warn);
    badge("1 note", BadgeKind::Info, Icon::Info);
    badge("private", BadgeKind::Neutral, Icon::Lock);
    badges->addStretch(1);
    grid->addLayout(badges, 5, 2, 1, 2);
    grid->setColumnStretch(1, 1);
    auto* frame = new PaneFrame("Key");
    auto* kind = new SwitchRow("Kind of key");
    kind->addChoice("Secret");
    kind->addChoice("Key pair");
    kind->addChoice("From key ring");
    frame->addControl(kind);
    frame->setContent(form(grid));
    return frame;
}

QWidget* editor() {
    auto* frame = new PaneFrame("Payload");
    frame->setSwatch(Role::SegP);
    frame->addBadge("110 bytes, shown indented");
    auto* view = new SwitchRow("View of the payload");
    view->addChoice("JSON");
    view->addChoice("Claims");
    frame->addControl(view);
    auto* zone = new QToolButton;
    zone->setText("Local time");
    zone->setPopupMode(QToolButton::InstantPopup);
    zone->setMenu(new QMenu(zone));
    frame->addControl(zone);
    frame->addControl(new IconButton(Icon::Copy, "Copy payload"));
    auto* text = new QPlainTextEdit("{\n  \"iss\": \"61b0c0ffee0000000000c1d1\",\n  \"exp\": 1795198032\n");
    text->setFont(fonts::mono());
    text->setFrameShape(QFrame::NoFrame);
    frame->setContent(text);
    frame->messages()
        ->add(MessageKind::Info, "removed from the front", "bearer", "“Bearer ”")
        ->setActions({"Show as pasted"});
    frame->messages()->add(MessageKind::Warning, "This is a private key. Its public part is used.");
    frame->messages()->add(MessageKind::Error, "third");
    frame->errorLine()->showError("A comma or } is expected here, after the value of “exp”.", 3, 20);
    return frame;
}

QWidget* doctor() {
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(new CheckRow(FactState::Good, "Three parts, clean base64url, valid JSON"));
    column->addWidget(new CheckRow(FactState::Good, "Signature fits the secret", "HS256, compared over 184 bytes"));
    column->addWidget(new CheckRow(FactState::Warning, "Secret is short", "16 bytes; HS256 needs 32 or more"));
    column->addWidget(new CheckRow(FactState::Error, "exp has passed", "It expired 3 days ago"));
    column->addWidget(new CheckRow(FactState::Neutral, "aud is not judged", "No audience is set in the profile"));
    auto* note = new CheckRow(FactState::Neutral, "peopleId is personal data",
                              "Reports and exports mask it unless you switch masking off.");
    note->setIcon(Icon::Info, Role::Accent);
    column->addWidget(note);
    column->addStretch(1);
    auto* frame = new PaneFrame("Doctor");
    frame->addControl(new IconButton(Icon::Copy, "Copy"));
    frame->addControl(new IconButton(Icon::Right, "Close the Doctor"));
    frame->setContent(form(column));
    return frame;
}

QWidget* icons() {
    auto* grid = new QGridLayout;
    grid->setSpacing(2);
    for (int i = 0; i < int(Icon::Count); ++i) {
        auto* button = new IconButton(Icon(i), iconFile(Icon(i)));
        button->setIconSize({22, 22});
        grid->addWidget(button, i / 16, i % 16);
    }
    auto* frame = new PaneFrame("Icons");
    frame->setContent(form(grid));
    return frame;
}

QWidget* table() {
    auto* view = new QTableWidget(3, 3);
    view->setHorizontalHeaderLabels({"Name", "Meaning", "Value"});
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    view->horizontalHeader()->setStretchLastSection(true);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    const QStringList cells = {"iss",        "issuer", "61b0c0ffee", "iat",       "issued at",
                               "1795197732", "exp",    "expires",    "1795198032"};
    for (int i = 0; i < cells.size(); ++i)
        view->setItem(i / 3, i % 3, new QTableWidgetItem(cells[i]));
    view->selectRow(1);
    auto* frame = new PaneFrame("Claims");
    frame->setContent(view);
    return frame;
}

QWidget* empty() {
    auto* hint = new EmptyHint("Paste a token with Ctrl+V, or drop a file here",
                               "A line from a log, an Authorization header, a curl command, a cookie, a JSON answer: "
                               "the token is found and the rest is set aside.");
    hint->setFrame(EmptyHint::Frame::Drop);
    hint->addAction("Open file…");
    auto* around = new QVBoxLayout;
    around->addWidget(hint);
    auto* frame = new PaneFrame("Encoded");
    frame->setHint("paste a token, or anything that holds one");
    frame->setContent(form(around));
    return frame;
}

void fill(QMainWindow& window) {
    for (const char* name : {"File", "Edit", "Token", "Key", "View", "Help"})
        window.menuBar()->addMenu(name)->addAction("Action");
    window.statusBar()->addWidget(
        new TextLabel("Network idle: nothing is sent until you press Send or Fetch", Role::Text2, fonts::Size::Small));
    auto* page = new QWidget;
    auto* all = new QHBoxLayout(page);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto* bar = new ActivityBar;
    bar->addCell(Icon::Editor, "Editor", "Editor workspace");
    bar->addCell(Icon::Keys, "Keys", "Keys workspace");
    bar->addCell(Icon::Endpoint, "Endpoint", "Endpoint workspace");
    bar->addCell(Icon::Issuer, "Issuer", "Issuer workspace");
    bar->addCell(Icon::Settings, "Settings", "Settings", ActivityBar::Place::Bottom);
    all->addWidget(bar);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    auto* tabs = new QTabBar;
    tabs->setObjectName("documentTabs");
    tabs->setDocumentMode(true);
    tabs->setTabsClosable(true);
    tabs->setExpanding(false);
    tabs->addTab(icon(Icon::Ok, Role::Ok), "CAF mobile token");
    tabs->addTab(icon(Icon::Err, Role::Err), "Ticket 4812");
    auto* tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(8, 5, 8, 0);
    tabRow->addWidget(tabs);
    tabRow->addStretch(1);
    auto* compare = new QToolButton;
    compare->setText("Compare…");
    compare->setIcon(icon(Icon::Compare));
    compare->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tabRow->addWidget(compare);
    auto* copy = new QToolButton;
    copy->setText("Copy token");
    copy->setIcon(icon(Icon::Copy));
    copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy->setPopupMode(QToolButton::InstantPopup);
    copy->setMenu(new QMenu(copy));
    tabRow->addWidget(copy);
    column->addLayout(tabRow);
    column->addWidget(facts());
    auto* clipboard = new MessageBar(MessageKind::Info, "HS256, 3 parts, 228 characters. It has not been opened.",
                                     "The clipboard holds a token:");
    clipboard->setIcon(Icon::Copy);
    clipboard->setActions({"Open it", "Not now"}, MessageBar::Actions::Buttons);
    column->addWidget(clipboard);
    auto* version = new SwitchRow("Version shown");
    version->addChoice("Original", Icon::Ok);
    version->setChoiceIcon(0, Icon::Ok, Role::Ok);
    version->addChoice("Your copy", Icon::Pen);
    auto* versionRow = new QHBoxLayout;
    versionRow->setContentsMargins(8, 8, 8, 0);
    versionRow->addWidget(version);
    versionRow->addWidget(new TextLabel("Your copy: not changed yet", Role::Text2, fonts::Size::Small));
    versionRow->addStretch(1);
    column->addLayout(versionRow);
    auto* panes = new QGridLayout;
    panes->setContentsMargins(8, 8, 8, 8);
    panes->setSpacing(8);
    panes->addWidget(editor(), 0, 0);
    panes->addWidget(doctor(), 0, 1);
    panes->addWidget(controls(), 1, 0);
    panes->addWidget(table(), 1, 1);
    panes->addWidget(empty(), 2, 0);
    panes->addWidget(icons(), 2, 1);
    panes->setRowStretch(0, 3);
    panes->setRowStretch(2, 2);
    panes->setColumnStretch(0, 3);
    panes->setColumnStretch(1, 2);
    column->addLayout(panes, 1);
    all->addLayout(column, 1);
    window.setCentralWidget(page);
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addOptions({{"dark", "Dark colours."},
                          {"system-colours", "The system's own colours."},
                          {"compact", "Compact density."},
                          {"zoom", "Zoom in percent.", "percent", "100"},
                          {"render", "Write a picture and quit.", "file"}});
    arguments.addHelpOption();
    arguments.process(application);
    Theme theme;
    theme.setMode(arguments.isSet("system-colours") ? ThemeMode::SystemColours
                  : arguments.isSet("dark")         ? ThemeMode::Dark
                                                    : ThemeMode::Light);
    theme.setZoomPercent(arguments.value("zoom").toInt());
    theme.setDensity(arguments.isSet("compact") ? Density::Compact : Density::Normal);
    if (arguments.isSet("render"))
        theme.setMotion(Motion::Off);
    theme.apply();
    QMainWindow window;
    fill(window);
    window.resize(1280, 900);
    window.show();
    if (arguments.isSet("render"))
        QTimer::singleShot(50, &window, [&] {
            const bool written = window.grab().save(arguments.value("render"));
            QApplication::exit(written ? 0 : 1);
        });
    return QApplication::exec();
}
