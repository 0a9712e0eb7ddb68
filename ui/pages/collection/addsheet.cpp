#include "ui/pages/collection/addsheet.h"

#include "ui/format.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

AddSheet::AddSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_id(new QLineEdit),
      m_idField(new Field(m_id, this)),
      m_card(new QFrame(this)),
      m_name(new TextLabel(m_card, "heading")),
      m_description(new TextLabel(m_card)),
      m_facts(new TextLabel(m_card, "muted")),
      m_creatorTitle(makeLabel(m_card, "small")),
      m_creator(new AddressLabel(context.theme, m_card)),
      m_notice(new NoticeCard(context.theme, Tone::Warn, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_next(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(580);
    m_id->setMaxLength(256);
    m_id->setFont(Theme::mono(13));
    m_card->setProperty("ain", u"well"_s);
    auto *column = makeColumn(m_card, 8);
    column->setContentsMargins(16, 14, 16, 14);
    for (auto *widget : std::initializer_list<QWidget *>{m_name, m_description, m_facts, m_creatorTitle, m_creator})
        column->addWidget(widget);
    for (auto *widget : std::initializer_list<QWidget *>{m_idField, m_card, m_notice, m_error})
        body()->addWidget(widget);
    body()->addStretch();
    footer()->addWidget(m_next);
    connect(m_id, &QLineEdit::textChanged, this, [this] {
        m_idField->clearError();
        m_error->clear();
        ++m_question;
        if (m_state != State::Adding)
            enter(State::Typing);
    });
    connect(m_id, &QLineEdit::returnPressed, this, &AddSheet::next);
    connect(m_next, &QPushButton::clicked, this, &AddSheet::next);
    onLanguage([this] { write(); });
}

void AddSheet::enter(State state)
{
    m_state = state;
    write();
}

void AddSheet::write()
{
    setTitle(tr("Add a collection"));
    m_idField->setLabel(tr("Collection"));
    m_idField->setHint(tr("Its address (0x and 40 digits) or its app name (ainft721_0x…)."));
    m_id->setPlaceholderText(u"0x…"_s);
    const bool found = m_state == State::Found || m_state == State::Adding;
    m_card->setVisible(found);
    m_notice->setVisible(found && (!m_found.originChecked || m_found.layout == Layout::Compat));
    setBusy(m_state == State::Adding);
    m_id->setEnabled(m_state != State::Adding);
    m_next->setEnabled(m_state != State::Looking && m_state != State::Adding);
    switch (m_state) {
    case State::Typing: m_next->setText(tr("Look it up")); break;
    case State::Looking: m_next->setText(tr("Asking the node…")); break;
    case State::Found: m_next->setText(tr("Add this collection")); break;
    case State::Adding: m_next->setText(tr("Adding…")); break;
    }
    if (found) {
        m_name->setText(m_found.symbol.isEmpty() ? m_found.name : tr("%1 (%2)").arg(m_found.name, m_found.symbol));
        m_description->setText(m_found.description);
        m_description->setVisible(!m_found.description.isEmpty());
        const QString layout = Format::layout(m_found.layout, m_found.rulesProof, m_found.isClosed);
        const QString minted = m_found.maxSupply
            ? tr("%1 of %2 minted").arg(Format::number(m_found.minted), Format::number(*m_found.maxSupply))
            : tr("%1 minted").arg(Format::number(m_found.minted));
        m_facts->setText(tr("%1 · %2 · as a node says").arg(layout, minted));
        m_creatorTitle->setText(tr("Creator"));
        m_creator->setAddress(m_found.owner);
        m_notice->setText(
            !m_found.originChecked
                ? tr("The address of this collection does not follow from its creator: anybody could have "
                     "made it under this name.")
                : tr("Compatible layout: the creator can take its tokens back later."));
    }
    fit();
}

void AddSheet::next()
{
    m_error->clear();
    if (m_state == State::Typing)
        lookUp();
    else if (m_state == State::Found)
        add();
}

void AddSheet::lookUp()
{
    const QString id = m_id->text().trimmed();
    if (id.isEmpty()) {
        m_idField->setErrorText(tr("Enter the address of a collection."));
        m_id->setFocus();
        return;
    }
    enter(State::Looking);
    m_context.backends.collection.lookUp(id).then(
        this, [this, question = ++m_question](const Result<Collection> &collection) {
            if (question != m_question)
                return;
            if (!collection) {
                enter(State::Typing);
                m_idField->setError(collection.error());
                m_id->setFocus();
                return;
            }
            m_found = *collection;
            enter(State::Found);
            m_next->setFocus(Qt::OtherFocusReason);
        });
}

void AddSheet::add()
{
    enter(State::Adding);
    m_context.backends.collection.add(m_found.objectId).then(this, [this](const Result<> &done) {
        enter(State::Found);
        if (!done) {
            m_error->show(done.error(), tr("The collection was not added."));
            return;
        }
        const QString objectId = m_found.objectId;
        m_id->clear();
        dismiss();
        Q_EMIT added(objectId);
    });
}

} // namespace ain::ui
