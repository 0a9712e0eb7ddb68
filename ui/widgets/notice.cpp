#include "ui/widgets/notice.h"

#include "ui/a11y/announce.h"
#include "ui/text/errortext.h"
#include "ui/widgets/make.h"
#include "ui/widgets/prooflamp.h"

#include <QClipboard>
#include <QGuiApplication>

namespace ain::ui {

using namespace Qt::StringLiterals;

NoticeCard::NoticeCard(Theme &theme, Tone tone, QWidget *parent)
    : View(parent), m_theme(theme), m_tone(tone), m_icon(makeLabel(this)), m_text(new TextLabel(this))
{
    setProperty("ain", u"notice"_s);
    auto *row = makeRow(this, 10);
    row->setContentsMargins(14, 10, 14, 10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    draw();
    connect(&theme, &Theme::changed, this, &NoticeCard::draw);
}

void NoticeCard::setText(const QString &text) { m_text->setText(text); }

void NoticeCard::setTone(Tone tone)
{
    m_tone = tone;
    draw();
}

QString NoticeCard::text() const { return m_text->plainText(); }

void NoticeCard::draw()
{
    const char *names[] = {"plain", "accent", "ok", "warn", "bad"};
    setStyleProperty(this, "tone", QString::fromLatin1(names[int(m_tone)]));
    const QString icon = m_tone == Tone::Ok           ? u"check"_s
        : m_tone == Tone::Warn || m_tone == Tone::Bad ? u"warning"_s
                                                      : u"info"_s;
    const QColor ink = m_tone == Tone::Plain ? m_theme.tokens().muted : toneColours(m_theme.tokens(), m_tone).first;
    m_icon->setPixmap(m_theme.icons().pixmap(icon, 20, ink, devicePixelRatioF()));
}

ErrorBanner::ErrorBanner(Theme &theme, QWidget *parent)
    : View(parent),
      m_theme(theme),
      m_icon(makeLabel(this)),
      m_what(new TextLabel(this, "strong")),
      m_sentence(new TextLabel(this)),
      m_copy(makeButton(this, ButtonKind::Small))
{
    setProperty("ain", u"notice"_s);
    setProperty("tone", u"bad"_s);
    auto *row = makeRow(this, 10);
    row->setContentsMargins(14, 10, 14, 10);
    auto *words = makeColumn(nullptr, 2);
    words->addWidget(m_what);
    words->addWidget(m_sentence);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addWidget(m_copy, 0, Qt::AlignVCenter);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(details()); });
    connect(&theme, &Theme::changed, this, &ErrorBanner::write);
    onLanguage([this] { write(); });
    setVisible(false);
}

void ErrorBanner::show(const Error &error, const QString &what)
{
    m_error = error;
    m_context = what;
    write();
    setVisible(true);
    announce(*this, m_context.isEmpty() ? m_sentence->plainText() : m_context + u' ' + m_sentence->plainText());
}

void ErrorBanner::clear()
{
    m_error.reset();
    setVisible(false);
}

QString ErrorBanner::details() const
{
    if (!m_error)
        return {};
    QString out = m_error->code.toString();
    for (auto it = m_error->args.cbegin(); it != m_error->args.cend(); ++it)
        out += u"\n%1: %2"_s.arg(it.key(), it.value().toString());
    if (!m_error->detail.isEmpty())
        out += u'\n' + m_error->detail;
    return out;
}

void ErrorBanner::write()
{
    m_icon->setPixmap(m_theme.icons().pixmap(u"error"_s, 20, m_theme.tokens().bad, devicePixelRatioF()));
    m_copy->setText(tr("Copy details"));
    m_copy->setAccessibleName(tr("Copy details of the error"));
    m_what->setText(m_context);
    m_what->setVisible(!m_context.isEmpty());
    m_sentence->setText(m_error ? text::errorSentence(*m_error) : QString());
}

} // namespace ain::ui
