#include "ui/window/guidesheet.h"

#include "ui/widgets/make.h"

#include <QFile>
#include <QLineEdit>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>

// Outside every namespace, as the macro wants it.
static void initResources() { Q_INIT_RESOURCE(ain_guide); }

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int CardWidth = 780;
constexpr int TextHeight = 460;
constexpr int ParagraphGap = 6;
constexpr int HeadingGap = 14;
constexpr int CellPadding = 5;

/// Markdown says nothing of distances.
void giveRoom(QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        QTextCursor cursor(block);
        if (cursor.currentTable() != nullptr)
            continue;
        format.setTopMargin(format.headingLevel() > 0 ? HeadingGap : 0);
        format.setBottomMargin(ParagraphGap);
        cursor.setBlockFormat(format);
    }
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setCellPadding(CellPadding);
        format.setBorderCollapse(true);
        format.setBottomMargin(ParagraphGap);
        table->setFormat(format);
    }
}

} // namespace

GuideSheet::GuideSheet(Context &context, QWidget *owner)
    : Sheet(context, owner), m_find(new QLineEdit), m_told(new TextLabel(this, "small")), m_text(new QTextBrowser)
{
    initResources();
    setCardWidth(CardWidth);
    m_find->setClearButtonEnabled(true);
    m_find->setMaxLength(80);
    m_text->setOpenLinks(false);
    m_text->setMinimumHeight(TextHeight);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    body()->addWidget(m_find);
    body()->addWidget(m_told);
    body()->addWidget(m_text, 1);
    m_told->hide();
    connect(m_find, &QLineEdit::returnPressed, this, &GuideSheet::findNext);
    connect(m_find, &QLineEdit::textChanged, m_told, &QWidget::hide);
    onLanguage([this] {
        setTitle(tr("User guide"));
        m_find->setPlaceholderText(tr("Find in the guide: a word, then Enter"));
        m_find->setAccessibleName(tr("Find in the guide"));
        m_text->setAccessibleName(tr("User guide"));
        load();
    });
}

QString GuideSheet::told() const { return m_told->isHidden() ? QString() : m_told->plainText(); }

void GuideSheet::load()
{
    QFile file(u":/guide/%1.md"_s.arg(m_context.language.code()));
    if (!file.open(QIODevice::ReadOnly)) {
        file.setFileName(u":/guide/en.md"_s);
        if (!file.open(QIODevice::ReadOnly))
            return;
    }
    m_text->setMarkdown(QString::fromUtf8(file.readAll()));
    giveRoom(*m_text->document());
}

void GuideSheet::findNext()
{
    const QString words = m_find->text().trimmed();
    if (words.isEmpty())
        return;
    bool isFound = m_text->find(words);
    if (!isFound) {
        m_text->moveCursor(QTextCursor::Start);
        isFound = m_text->find(words);
    }
    m_told->setText(tr("“%1” does not stand in the guide.").arg(words));
    m_told->setVisible(!isFound);
}

} // namespace ain::ui
