#include "ui/pages/studio/picturesheet.h"

#include "ui/pages/common/filepicker.h"
#include "ui/studiotext.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize ImageBounds(1024, 1024);
constexpr int LineageMax = 8;
} // namespace

PictureSheet::PictureSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_image(new ImageView(context.theme, this)),
      m_before(makeButton(this, ButtonKind::Small)),
      m_next(makeButton(this, ButtonKind::Small)),
      m_star(makeButton(this, ButtonKind::Chip)),
      m_prompt(new TextLabel(this)),
      m_negativeTitle(makeLabel(this, "small")),
      m_negative(new TextLabel(this, "muted")),
      m_facts(new TextLabel(this, "muted")),
      m_tags(new QLineEdit(this)),
      m_lineage(new QWidget(this)),
      m_note(new NoticeCard(context.theme, Tone::Plain, this)),
      m_error(new ErrorBanner(context.theme, this))
{
    setCardWidth(940);
    auto *row = makeRow(nullptr, 24);
    auto *left = makeColumn(nullptr, 8);
    m_image->setFixedSize(400, 400);
    left->addWidget(m_image);
    auto *steps = makeRow(nullptr, 8);
    steps->addWidget(m_before);
    steps->addStretch();
    steps->addWidget(m_star);
    steps->addStretch();
    steps->addWidget(m_next);
    left->addLayout(steps);
    left->addStretch();
    row->addLayout(left);
    auto *right = makeColumn(nullptr, 8);
    right->addWidget(m_prompt);
    right->addWidget(m_negativeTitle);
    right->addWidget(m_negative);
    right->addWidget(m_facts);
    right->addWidget(m_tags);
    new FlowLayout(m_lineage, 6);
    right->addWidget(m_lineage);
    auto *actions = new FlowLayout(nullptr, 6);
    for (auto *&button : m_buttons) {
        button = makeButton(this, ButtonKind::Small);
        actions->addWidget(button);
    }
    right->addSpacing(4);
    right->addLayout(actions);
    right->addStretch();
    row->addLayout(right, 1);
    body()->addLayout(row);
    body()->addWidget(m_note);
    body()->addWidget(m_error);
    m_error->clear();
    m_note->hide();
    m_prompt->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pick = [this](const QString &suggested, const std::function<void(const QString &)> &chosen) {
        pickFileToSave(this, tr("Save the picture"), suggested, tr("PNG (*.png)"), chosen);
    };

    const auto act = [this](Action action, auto handler) {
        connect(m_buttons[action], &QPushButton::clicked, this, handler);
    };
    act(Use, [this] { Q_EMIT useWanted(m_picture); });
    act(Vary, [this] { Q_EMIT varyWanted(m_picture); });
    act(Upscale, [this] { Q_EMIT upscaleWanted(m_picture); });
    act(DrawOver, [this] { Q_EMIT drawOverWanted(m_picture); });
    act(Inpaint, [this] { Q_EMIT inpaintWanted(m_picture); });
    act(Compare, [this] {
        if (!m_picture.parents.isEmpty())
            Q_EMIT compareWanted(m_picture.parents.first(), m_picture.id);
    });
    act(CopyPrompt, [this] { QGuiApplication::clipboard()->setText(m_picture.prompt); });
    act(Save, [this] { save(); });
    act(SaveSheet, [this] { Q_EMIT sheetWanted(m_together); });
    act(Check, [this] { check(); });
    act(Mint, [this] { Q_EMIT mintWanted(m_picture.id); });
    act(Delete, [this] { Q_EMIT removeWanted(m_picture.id); });
    connect(m_before, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(+1); });
    connect(m_star, &QPushButton::clicked, this,
            [this](bool isOn) { m_context.backends.studio.setStar({m_picture.id}, isOn).detach(); });
    connect(m_tags, &QLineEdit::editingFinished, this, [this] {
        QStringList tags;
        for (const QString &tag : m_tags->text().split(u',', Qt::SkipEmptyParts)) {
            const QString name = tag.simplified().left(60);
            if (!name.isEmpty() && !tags.contains(name) && tags.size() < 50)
                tags += name;
        }
        if (tags != m_picture.tags && m_picture.id != 0)
            m_context.backends.studio.setTags(m_picture.id, tags).then(this, [this](const Result<> &done) {
                if (!done)
                    m_error->show(done.error(), tr("The tags could not be kept."));
            });
    });
    connect(&context.backends.studio, &StudioBackend::picturesChanged, this, [this](const QList<qint64> &ids) {
        if (isOpen() && ids.contains(m_picture.id))
            load();
    });
    connect(this, &Sheet::dismissed, this, [this] {
        if (m_isChecking)
            m_context.backends.studio.cancelCheck();
    });
    onLanguage([this] { write(); });
}

QString PictureSheet::note() const { return m_note->isVisible() ? m_note->text() : QString(); }

void PictureSheet::firstFocus() { m_buttons[Use]->setFocus(Qt::OtherFocusReason); }

void PictureSheet::show(qint64 id)
{
    m_picture = {};
    m_picture.id = id;
    m_children.clear();
    m_together.clear();
    m_image->setImage({});
    m_error->clear();
    m_note->hide();
    write();
    load();
    StudioBackend &studio = m_context.backends.studio;
    studio.pictureImage(id, ImageBounds).then(this, [this, id](const Result<QImage> &image) {
        if (m_picture.id != id)
            return;
        if (image)
            m_image->setImage(*image);
        else
            m_error->show(image.error(), tr("The picture can’t be shown."));
    });
    studio.children(id).then(this, [this, id](const Result<QList<qint64>> &ids) {
        if (m_picture.id != id || !ids)
            return;
        m_children = *ids;
        writeLineage();
    });
    studio.drawnTogether(id).then(this, [this, id](const Result<QList<qint64>> &ids) {
        if (m_picture.id != id || !ids)
            return;
        m_together = *ids;
        write();
    });
    open();
}

void PictureSheet::load()
{
    const qint64 id = m_picture.id;
    m_context.backends.studio.pictures({id}).then(this, [this, id](const Result<QList<StudioPicture>> &pictures) {
        if (m_picture.id != id)
            return;
        if (!pictures) {
            m_error->show(pictures.error(), tr("The picture can’t be shown."));
        } else if (!pictures->isEmpty()) {
            m_picture = pictures->first();
            write();
        }
    });
}

void PictureSheet::write()
{
    setTitle(tr("Picture %1").arg(m_picture.id));
    m_image->setAccessibleName(m_picture.prompt.isEmpty() ? tr("Picture without prompt") : m_picture.prompt.left(200));
    m_before->setText(tr("‹ Newer"));
    m_before->setAccessibleName(tr("The picture before this one"));
    m_next->setText(tr("Older ›"));
    m_next->setAccessibleName(tr("The picture behind this one"));
    m_star->setText(m_picture.star ? u"★"_s : u"☆"_s);
    m_star->setChecked(m_picture.star);
    m_star->setAccessibleName(m_picture.star ? tr("Starred") : tr("Not starred"));
    m_prompt->setText(m_picture.prompt.isEmpty() ? tr("Without prompt") : m_picture.prompt);
    m_negativeTitle->setText(tr("Left out"));
    m_negative->setText(m_picture.negative);
    m_negativeTitle->setVisible(!m_picture.negative.isEmpty());
    m_negative->setVisible(!m_picture.negative.isEmpty());
    QStringList lines;
    if (m_picture.request) {
        QStringList facts;
        for (const auto &[name, value] : StudioText::facts(*m_picture.request))
            facts += u"%1: %2"_s.arg(name, value);
        lines += facts.join(u" · "_s);
    } else if (m_picture.size.isValid()) {
        lines += StudioText::size(m_picture.size);
    }
    if (m_picture.createdMs > 0)
        lines += Format::moment(m_picture.createdMs) + u" · "_s + Format::bytes(m_picture.bytes);
    if (m_picture.isMinted())
        lines += tr("Minted as token %1").arg(m_picture.mintedTokenId);
    m_facts->setText(lines.join(u'\n'));
    m_tags->setPlaceholderText(tr("Tags, separated by commas"));
    m_tags->setAccessibleName(tr("Tags, separated by commas"));
    if (!m_tags->hasFocus())
        m_tags->setText(m_picture.tags.join(u", "_s));
    const QString words[ActionCount] = {tr("Use these settings"), tr("Vary"),     tr("Upscale"),
                                        tr("Draw over it"),       tr("Inpaint…"), tr("Compare with its source"),
                                        tr("Copy prompt"),        tr("Save as…"), tr("Contact sheet…"),
                                        tr("Check recipe"),       tr("Mint…"),    tr("Delete")};
    const QString hints[ActionCount] = {tr("Puts its settings in the form. Your draft can be brought back."),
                                        tr("Draws four more like this one"),
                                        tr("Draws it larger with an upscaler"),
                                        tr("Makes it the start image of the form"),
                                        tr("Paint over what shall be drawn anew"),
                                        tr("Shows it beside the picture it was made from"),
                                        {},
                                        tr("A PNG with its recipe in it"),
                                        tr("Saves all that were drawn together with it as one picture, with the "
                                           "settings they differ in along its edges"),
                                        m_isChecking ? tr("Stops drawing it again")
                                                     : tr("Draws it again and tells whether it is the same"),
                                        tr("Makes it a token"),
                                        tr("Can be undone")};
    for (int i = 0; i < ActionCount; ++i) {
        m_buttons[i]->setText(i == Check && m_isChecking ? tr("Stop checking") : words[i]);
        m_buttons[i]->setAccessibleName(m_buttons[i]->text());
        m_buttons[i]->setToolTip(hints[i]);
    }
    const bool hasRecipe = m_picture.request.has_value();
    for (const Action action : {Use, Vary, Check})
        m_buttons[action]->setEnabled(hasRecipe);
    m_buttons[Compare]->setVisible(!m_picture.parents.isEmpty());
    m_buttons[SaveSheet]->setVisible(m_together.size() > 1);
    m_buttons[CopyPrompt]->setEnabled(!m_picture.prompt.isEmpty());
    m_buttons[Mint]->setEnabled(!m_picture.isMinted());
    writeLineage();
    fit();
}

void PictureSheet::writeLineage()
{
    while (QLayoutItem *item = m_lineage->layout()->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const auto link = [this](qint64 id, const QString &words) {
        auto *button = makeButton(m_lineage, ButtonKind::Small);
        button->setText(words);
        button->setAccessibleName(words);
        m_lineage->layout()->addWidget(button);
        button->show();
        connect(button, &QPushButton::clicked, this, [this, id] { show(id); });
    };
    for (const qint64 parent : m_picture.parents.mid(0, LineageMax))
        link(parent, tr("Made from picture %1").arg(parent));
    for (const qint64 child : m_children.mid(0, LineageMax))
        link(child, tr("Became picture %1").arg(child));
    m_lineage->setVisible(m_lineage->layout()->count() > 0);
    fit();
}

void PictureSheet::check()
{
    StudioBackend &studio = m_context.backends.studio;
    if (m_isChecking) {
        studio.cancelCheck();
        return;
    }
    m_isChecking = true;
    m_note->setTone(Tone::Plain);
    m_note->setText(tr("It is being drawn again, after what is being drawn now…"));
    m_note->show();
    write();
    const qint64 id = m_picture.id;
    studio.checkRecipe(id).then(this, [this, id](const Result<RecipeCheck> &check) {
        m_isChecking = false;
        write();
        if (m_picture.id != id)
            return;
        if (!check) {
            m_note->hide();
            if (check.error().code != errors::Cancelled)
                m_error->show(check.error(), tr("The recipe could not be checked."));
        } else if (check->isBitEqual) {
            m_note->setTone(Tone::Ok);
            m_note->setText(tr("The recipe holds: the same pixels, every one."));
        } else {
            m_note->setTone(Tone::Warn);
            QString words = check->hashDistance >= 0
                ? tr("Not the same pixels. Distance: %1 of 64 bits by eye, %2 of 255 by value.")
                      .arg(check->hashDistance)
                      .arg(check->rms, 0, 'f', 2)
                : tr("Not the same pixels.");
            if (!check->differences.isEmpty())
                words =
                    QStringList{words, tr("Drawn differently here: %1.").arg(check->differences.join(u", "_s))}.join(
                        u' ');
            m_note->setText(words);
        }
        fit();
    });
}

void PictureSheet::save()
{
    const qint64 id = m_picture.id;
    QString name = m_picture.prompt.simplified().left(48);
    for (QChar &c : name) {
        if (!c.isLetterOrNumber())
            c = u'-';
    }
    m_pick((name.isEmpty() ? u"picture"_s : name) + u"-%1.png"_s.arg(id), [this, id](const QString &path) {
        m_context.backends.studio.saveCopy(id, path).then(this, [this, path](const Result<> &done) {
            if (!done) {
                m_error->show(done.error(), tr("The picture could not be saved."));
                return;
            }
            m_note->setTone(Tone::Ok);
            m_note->setText(tr("Saved with its recipe: %1").arg(path));
            m_note->show();
            fit();
        });
    });
}

void PictureSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_PageUp)
        Q_EMIT stepWanted(-1);
    else if (event->key() == Qt::Key_Right || event->key() == Qt::Key_PageDown)
        Q_EMIT stepWanted(+1);
    else
        Sheet::keyPressEvent(event);
}

} // namespace ain::ui
