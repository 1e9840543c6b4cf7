extension String {
    /// The full pinyin of a text without tones, `yunfankeji` for 云帆科技; what is not Chinese stays as it is.
    ///
    /// A character of several readings has ICU's commonest, the same for everybody: good for comparing names.
    package var pinyin: String {
        nameForm.unicodeScalars.map { HanTable.syllable($0) ?? String($0) }.joined()
    }

    /// The first letters of a text's syllables, `yfkj` for 云帆科技; none where nothing is Chinese.
    ///
    /// Several where characters have several readings: 重庆 is found by `cq` and by `zq`, 单先生 by `sxs` and `dxs`.
    package var pinyinInitials: [String] { nameForm.initialsOfForm }

    /// The same for a text that is a search form already.
    var initialsOfForm: [String] {
        var readings = [""]
        var isChinese = false
        for scalar in unicodeScalars {
            guard let initial = HanTable.syllable(scalar)?.first else {
                for index in readings.indices { readings[index].unicodeScalars.append(scalar) }
                continue
            }
            isChinese = true
            var initials = [initial]
            if readings.count < 4, let others = otherInitials[scalar] { initials += others.filter { $0 != initial } }
            readings = initials.flatMap { initial in readings.map { $0 + String(initial) } }
        }
        return isChinese ? readings : []
    }
}

/// Initials of characters that names have with more than one reading: places (重庆, 厦门, 六安), surnames (单, 曾, 仇,
/// 区, 解, 查) and words of firms (银行, 音乐, 会计, 重工).
private let otherInitials: [UnicodeScalar: [Character]] = [
    "重": ["c", "z"], "长": ["c", "z"], "行": ["h", "x"], "厦": ["s", "x"], "乐": ["l", "y"], "单": ["d", "s"],
    "曾": ["c", "z"], "仇": ["c", "q"], "区": ["q", "o"], "解": ["j", "x"], "查": ["c", "z"], "调": ["d", "t"],
    "参": ["c", "s"], "降": ["j", "x"], "弹": ["d", "t"], "传": ["c", "z"], "朝": ["c", "z"], "藏": ["c", "z"],
    "车": ["c", "j"], "贾": ["j", "g"], "翟": ["z", "d"], "尉": ["w", "y"], "召": ["z", "s"], "校": ["x", "j"],
    "系": ["x", "j"], "奇": ["q", "j"], "率": ["l", "s"], "宿": ["s", "x"], "阿": ["a", "e"], "壳": ["k", "q"],
    "会": ["h", "k"], "六": ["l"], "番": ["f", "p"], "蚌": ["b"], "朴": ["p"], "盖": ["g"], "任": ["r"],
    "石": ["s", "d"], "万": ["w", "m"], "洗": ["x"], "冼": ["x"], "缪": ["m"], "覃": ["q", "t"], "佛": ["f", "b"],
    "泊": ["b", "p"], "华": ["h"], "合": ["h", "g"], "叶": ["y", "x"], "折": ["z", "s"], "句": ["g", "j"],
    "隗": ["w", "k"], "种": ["z", "c"], "祭": ["j", "z"], "虹": ["h", "j"], "都": ["d"], "浒": ["h", "x"],
]
