// One picture in full: how it was made, what it comes from, what can be done with it.
#pragma once

#include "ui/backend/studiobackend.h"
#include "ui/widgets/sheet.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace ain::ui {

class ErrorBanner;
class ImageView;
class NoticeCard;
class TextLabel;

class PictureSheet : public Sheet {
    Q_OBJECT
public:
    PictureSheet(Context &context, QWidget *owner);
    void show(qint64 id);
    [[nodiscard]] qint64 id() const { return m_picture.id; }
    /// Saving asks for a name; a test answers itself.
    using SavePicker =
        std::function<void(const QString &suggested, const std::function<void(const QString &)> &chosen)>;
    void setSavePicker(SavePicker picker) { m_pick = std::move(picker); }

    enum Action {
        Use,
        Vary,
        Upscale,
        DrawOver,
        Inpaint,
        Compare,
        CopyPrompt,
        Save,
        SaveSheet,
        Check,
        Mint,
        Delete,
        ActionCount
    };
    [[nodiscard]] QPushButton *button(Action action) const { return m_buttons[action]; }
    [[nodiscard]] QPushButton *starButton() const { return m_star; }
    [[nodiscard]] QLineEdit *tagEdit() const { return m_tags; }
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void useWanted(const ain::ui::StudioPicture &picture);
    void varyWanted(const ain::ui::StudioPicture &picture);
    void upscaleWanted(const ain::ui::StudioPicture &picture);
    void drawOverWanted(const ain::ui::StudioPicture &picture);
    void inpaintWanted(const ain::ui::StudioPicture &picture);
    void compareWanted(qint64 left, qint64 right);
    void sheetWanted(const QList<qint64> &ids); ///< of all that one click wanted
    void mintWanted(qint64 id);
    void removeWanted(qint64 id);
    /// The one before (-1) or behind (+1) in the gallery.
    void stepWanted(int places);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void firstFocus() override;

private:
    void write();
    void writeLineage();
    void load();
    void check();
    void save();
    StudioPicture m_picture;
    QList<qint64> m_children;
    QList<qint64> m_together; ///< drawn by the same click
    ImageView *m_image;
    QPushButton *m_before;
    QPushButton *m_next;
    QPushButton *m_star;
    TextLabel *m_prompt;
    QLabel *m_negativeTitle;
    TextLabel *m_negative;
    TextLabel *m_facts;
    QLineEdit *m_tags;
    QWidget *m_lineage;
    NoticeCard *m_note;
    ErrorBanner *m_error;
    QPushButton *m_buttons[ActionCount];
    SavePicker m_pick;
    bool m_isChecking = false;
};

} // namespace ain::ui
