// SPDX-License-Identifier: Apache-2.0
#include "keys/fitting_tokens.h"
#include "common/buttons.h"
#include "common/metrics.h"
#include "common/text_label.h"

#include <QGridLayout>
#include <QPainter>

namespace twb::ui {

using Answer = workbench::FittingToken::Answer;

namespace {
constexpr int mostShown = 4;

struct Look {
    Icon icon;
    Role role;
    QString words;
};

Look lookOf(const workbench::FittingToken& token) {
    switch (token.answer) {
    case Answer::Verifies:
        return {Icon::Ok, Role::Ok, FittingTokens::tr("verifies, %1").arg(token.algorithm)};
    case Answer::Opens:
        return {Icon::Ok, Role::Ok, FittingTokens::tr("decrypts, %1").arg(token.algorithm)};
    case Answer::NamesKey:
        return {Icon::Warn, Role::Warn, FittingTokens::tr("names this kid, but does not fit")};
    case Answer::CouldServe:
        break;
    }
    return {Icon::Neutral, Role::Text2, FittingTokens::tr("serves %1, but is another key's").arg(token.algorithm)};
}

class StateIcon : public QWidget {
public:
    StateIcon(Icon name, Role role, QWidget* parent)
        : QWidget(parent)
        , m_icon(name)
        , m_role(role) {}
    QSize sizeHint() const override { return {metrics::height(iconBadge) + 2, metrics::height(iconBadge) + 2}; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, rect(), m_icon, m_role, metrics::height(iconBadge));
    }

private:
    Icon m_icon;
    Role m_role;
};
} // namespace

FittingTokens::FittingTokens(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this)) {
    setObjectName(QStringLiteral("fittingTokens"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::space4);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(2, 1);
    setTokens({});
}

void FittingTokens::setTokens(const std::vector<workbench::FittingToken>& tokens) {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_links.clear();
    int row = 0;
    for (const workbench::FittingToken& token : tokens) {
        if (row == mostShown && static_cast<int>(tokens.size()) > mostShown) {
            m_grid->addWidget(new TextLabel(tr("%n more", nullptr, static_cast<int>(tokens.size()) - mostShown),
                                            Role::Text2, fonts::Size::Small, fonts::Weight::Regular, this),
                              row, 1, 1, 2);
            break;
        }
        const Look look = lookOf(token);
        auto* link = new LinkButton(token.title, this);
        link->setAccessibleName(tr("%1: %2").arg(token.title, look.words));
        link->setToolTip(tr("Show this token in the editor"));
        connect(link, &QPushButton::clicked, this, [this, document = token.document] {
            if (document)
                Q_EMIT tokenChosen(document);
        });
        auto* words = new ElidedLabel(look.words, Role::Text2, fonts::Size::Small, this);
        m_grid->addWidget(new StateIcon(look.icon, look.role, this), row, 0);
        m_grid->addWidget(link, row, 1);
        m_grid->addWidget(words, row, 2);
        m_links.append(link);
        ++row;
    }
    if (tokens.empty())
        m_grid->addWidget(
            new TextLabel(tr("none of the open tokens"), Role::Text2, fonts::Size::Body, fonts::Weight::Regular, this),
            0, 0, 1, 3);
}

} // namespace twb::ui
