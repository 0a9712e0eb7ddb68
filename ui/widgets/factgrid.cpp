#include "ui/widgets/factgrid.h"

#include "ui/widgets/make.h"

#include <QGridLayout>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

FactGrid::FactGrid(int rowSpacing, QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(rowSpacing);
    m_grid->setColumnStretch(1, 1);
}

void FactGrid::setFacts(const Facts &facts)
{
    if (facts == m_facts)
        return;
    const bool isSameNames = std::equal(facts.cbegin(), facts.cend(), m_facts.cbegin(), m_facts.cend(),
                                        [](const auto &a, const auto &b) { return a.first == b.first; });
    m_facts = facts;
    if (isSameNames) {
        for (qsizetype i = 0; i < facts.size(); ++i) {
            if (m_words[i]->plainText() != facts[i].second)
                m_words[i]->setText(facts[i].second);
        }
        return;
    }
    m_words.clear();
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int line = 0;
    for (const auto &[name, words] : facts) {
        auto *left = makeLabel(this, "muted");
        auto *right = new TextLabel(this);
        left->setText(name);
        right->setText(words);
        m_words += right;
        m_grid->addWidget(left, line, 0, Qt::AlignTop);
        m_grid->addWidget(right, line, 1);
        ++line;
    }
}

QString FactGrid::text() const
{
    QStringList lines;
    for (const auto &[name, words] : m_facts)
        lines += u"%1: %2"_s.arg(name, words);
    return lines.join(u'\n');
}

} // namespace ain::ui
