import pytest
from hypothesis import given
from hypothesis import strategies as st

from tthc_audit.catalog import lists
from tthc_audit.catalog.model import Document, Procedure
from tthc_audit.facts.papers import papers_of
from tthc_audit.papers.asked import asked

PAPERS = papers_of(list(lists.databases().values()), lists.common_papers())


def told(name, *more, **how):
    return {a.kind: a.manner for a in asked(PAPERS.register, name, *more, **how)}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Giấy khai sinh", {"giay-khai-sinh": "asked"}),
        ("- 01 bản sao có chứng thực GIẤY KHAI SINH của con;", {"giay-khai-sinh": "asked"}),
        ("a) Bản sao GCN QSDĐ (bản sao hoặc bản chính)", {"gcn-qsdd": "asked"}),
        ("(2) 01 (một) bản sao CCCD", {"can-cuoc": "asked"}),
        ("Bản sao hợp lệ GCN ĐKKD", {"gcn-dkdn": "asked"}),
        ("Giấy khám sức khoẻ do bệnh viện đa khoa hoặc phòng khám đa khoa cấp", {"giay-kham-suc-khoe": "asked"}),
        ("Giấy chứng nhận đăng ký xe ô tô (xuất trình);", {"dang-ky-xe": "asked"}),
        (
            "Giấy khai sinh hoặc trích lục khai tử",
            {"giay-khai-sinh": "alternative", "trich-luc-khai-tu": "alternative"},
        ),
        ("Hộ chiếu/Thẻ căn cước công dân", {"ho-chieu": "alternative", "can-cuoc": "alternative"}),
        ("Giấy chứng nhận đăng ký doanh nghiệp và Hợp đồng đại lý", {"gcn-dkdn": "bundle"}),
        (
            "Giấy khai sinh của con trong trường hợp không khai thác được thông tin trong CSDL hộ tịch",
            {"giay-khai-sinh": "only_if_not_found"},
        ),
        (
            "Thông tin Giấy chứng nhận đăng ký doanh nghiệp được khai thác trên CSDL, không phải nộp bản sao",
            {"gcn-dkdn": "only_if_not_found"},
        ),
    ],
)
def test_a_line_asks_for_the_papers_that_it_names(name, kinds):
    assert told(name) == kinds


@pytest.mark.parametrize(
    "name",
    [
        "Đơn đề nghị cấp lại Giấy phép lái xe",
        "Tờ khai đăng ký khai sinh",
        "Giấy chứng nhận đăng ký đầu tư",
        "Giấy chứng nhận đăng ký kinh doanh dịch vụ tư vấn du học",
        "01 ảnh màu nền xanh, kiểu thẻ căn cước",
        "Bản sao Giấy phép lái xe quốc tế",
        "Giấy phép (trường hợp thay đổi Giấy chứng nhận đăng ký doanh nghiệp)",
        "Giấy đăng ký kinh doanh hoặc giấy tờ tương đương của thương nhân nước ngoài",
        "Phiếu lý lịch tư pháp do cơ quan của nước mà người đó là công dân cấp",
        "Giấy tờ chứng minh quyền sử dụng đất",
    ],
)
def test_what_only_sounds_like_a_paper_is_not_asked_for(name):
    assert {k for k in told(name) if k in PAPERS.held} == set()


def test_a_proof_in_general_words_counts_where_the_line_tells_that_data_serve():
    line = "Giấy tờ chứng minh quyền sử dụng đất (chỉ nộp khi không khai thác được CSDL quốc gia về đất đai)"
    assert told(line) == {"gcn-qsdd": "only_if_not_found"}


def test_the_condition_and_the_list_tell_the_manner_too():
    assert told("Giấy khai sinh", "Khi không tra cứu được dữ liệu") == {"giay-khai-sinh": "only_if_not_found"}
    assert told("Giấy khai sinh", one_of=True) == {"giay-khai-sinh": "alternative"}


def test_a_note_tells_of_the_other_lines_of_its_dossier():
    note = "Cơ quan giải quyết TTHC khai thác dữ liệu để thay thế thành phần hồ sơ Bản sao Giấy khai sinh"

    def read(*names):
        documents = tuple(Document(id=str(n), name=name) for n, name in enumerate(names))
        return [
            {a.kind: a.manner for a in several}
            for several in PAPERS.asked(Procedure(code="1", name="x", documents=documents))
        ]

    assert read("Giấy khai sinh", note) == [{"giay-khai-sinh": "only_if_not_found"}, {}]
    assert read("Tờ khai", note) == [{}, {"giay-khai-sinh": "only_if_not_found"}]


@pytest.mark.parametrize(
    "name", ["", " ", "12345", "1.1.1.1." * 3000, "(" * 5000, "giấy " * 1250, "hoặc/" * 1000, "của " * 5000]
)
def test_names_that_tell_nothing_ask_for_nothing(name):
    assert told(name) == {}


@given(st.text(alphabet=st.sampled_from("giấy khai sinh căn cước (/;:,.1a)"), max_size=200))
def test_any_text_is_read(name):
    assert set(told(name).values()) <= {"asked", "bundle", "alternative", "only_if_not_found"}


@given(st.sampled_from(["Giấy khai sinh", "Thẻ căn cước"]), st.sampled_from(["NFC", "NFD"]), st.integers(0, 3))
def test_letters_and_spaces_do_not_matter(name, form, spaces):
    import unicodedata

    written = unicodedata.normalize(form, name.replace(" ", " " * (spaces + 1)).upper())
    assert told(written) == told(name)
